import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { expect, it } from 'vitest';
import { runCli } from './runCli.js';

const cli = runCli();

function write(): string {
  const file = path.join(cli.folder(), 'endpoint.jsonc');
  writeFileSync(
    file,
    '{ // ours\n "upstreams": { "mock": { "baseUrl": "https://mock.example/v1", "key": { "env": "MOCK_KEY" } } },\n' +
      ' "routes": [{ "match": "m", "chain": [{ "upstream": "*" }, { "upstream": "anthropic", "model": "n" }] }] }',
  );
  return file;
}

it('unwrap export writes YAML for the gateway that is named, keys by the names of their variables', async () => {
  const config = write();
  const env = { MOCK_KEY: 'mk-very-secret' };
  const liteLlm = await cli.run(['export', '--to', 'litellm', '--config', config], { env });
  expect(liteLlm).toMatchObject({ code: 0, stderr: '' });
  expect(parse(liteLlm.stdout)).toMatchObject({
    model_list: expect.arrayContaining([
      { model_name: 'm', litellm_params: expect.objectContaining({ api_key: 'os.environ/MOCK_KEY' }) },
    ]),
    router_settings: { fallbacks: [{ m: ['unwrap-1-fallback-1'] }] },
  });
  const envoy = await cli.run(['export', '--to', 'envoy-ai-gateway', '--config', config, '--json'], { env });
  const { to, yaml }: { to: string; yaml: string } = JSON.parse(envoy.stdout);
  expect(to).toBe('envoy-ai-gateway');
  expect(parseAllDocuments(yaml).map((document): unknown => document.get('kind'))).toEqual(
    expect.arrayContaining(['AIGatewayRoute', 'AIServiceBackend', 'Backend', 'BackendSecurityPolicy', 'BackendTrafficPolicy']),
  );
  for (const text of [liteLlm.stdout, yaml]) expect(text).not.toContain('very-secret');
});

it.each([
  [['export'], '--to'],
  [['export', '--to', 'nginx'], 'litellm, envoy-ai-gateway'],
  [['export', '--to', 'litellm', '--config', 'nowhere.jsonc'], 'nowhere.jsonc: there is no such file'],
  [['export', '--to', 'litellm', '--upstream', 'nowhere'], 'there is no upstream "nowhere"'],
])('unwrap %j exits 2', async (args, reason) => {
  const { code, stdout, stderr } = await cli.run(args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(reason);
});
