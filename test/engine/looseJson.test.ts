import { describe, expect, it } from 'vitest';
import { findObjects, isList, isObject, type Loose } from '../../src/engine/looseJson.js';

function plain(value: Loose): unknown {
  if (isObject(value)) return Object.fromEntries([...value].map(([key, inner]) => [key, plain(inner)]));
  return isList(value) ? value.map(plain) : value;
}
const read = (text: string): unknown[] => findObjects(text).map((span) => plain(span.value));

describe('objects as they stand in logs', () => {
  it.each([
    ['JSON', '{"a":{"b":[1,null,true,"x"]}}', { a: { b: [1, null, true, 'x'] } }],
    ['a Python dict', "{'a': None, 'b': True, 'c': \"it's\"}", { a: null, b: true, c: "it's" }],
    ['what console.log prints', "{\n  a: 'x' +\n    'y',\n  [cause]: Error { code: 'E' }\n}", { a: 'xy', cause: { code: 'E' } }],
    ['one quoted out of a string', String.raw`{\"a\":\"x \\\"y\\\"\",\n \"b\":1}`, { a: 'x "y"', b: 1 }],
    ['one quoted twice', String.raw`{\\\"a\\\":\\\"x\\\"}`, { a: 'x' }],
    ['one cut off in a string', '{"error":{"message":"Too many requ', { error: { message: 'Too many requ' } }],
    ['bare quotes in a string', '{"message":""auto" tool choice","code":400}', { message: '"auto" tool choice', code: 400 }],
    ['Rust’s debug form', 'ApiError { status: 400, message: "no" }', { status: 400, message: 'no' }],
    ['protobuf’s text', '{grpc_status:9, grpc_message:"no"}', { grpc_status: 9, grpc_message: 'no' }],
  ])('reads %s', (_, text, value) => {
    expect(read(`before ${text}`)).toEqual([value]);
  });

  it('takes no brace of code or prose for an object', () => {
    expect(read('if (x) { return; } and {} and {x')).toEqual([]);
  });

  it('says where each stands', () => {
    const text = 'a {"x":1} b [{"y":2}] c';
    expect(findObjects(text).map(({ start, end }) => text.slice(start, end))).toEqual(['{"x":1}', '[{"y":2}]']);
  });
});
