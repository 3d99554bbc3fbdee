import { callsIn, Literal, Name, propertiesIn, Template, type CallNode } from './syntax.js';

/** What the editor shows to a person where it stands in a call or in an object; what is logged has a logger before its dot. */
const SHOWING = /^(?:show(?:Information|Warning|Error)Message|say|warn)$/;
const SHOWN = /^(?:label|description|detail|title|placeHolder|placeholder|prompt|tooltip)$/;
/** Icons, and what is called the same in every language. */
const NO_WORDS = /\$\([\w~-]+\)|unwrap[\w.-]*/gi;

/** English in the editor's code that is shown as it stands, and so in no other language. */
export function findPlainWords(code: string): string[] {
  const showing = callsIn(code).filter(({ callee }) => SHOWING.test(nameOf(callee)));
  const shown = propertiesIn(code).filter(({ key }) => SHOWN.test(key.value));
  return [...showing.flatMap((call) => call.arguments.map(({ expression }) => expression)), ...shown.map(({ value }) => value)]
    .map(wordsOf)
    .filter((words) => /[A-Za-z]{2}/.test(words.replaceAll(NO_WORDS, '')));
}

function nameOf(callee: CallNode['callee']): string {
  if (callee.type === 'Identifier') return callee.value;
  return Name.safeParse(callee.object).data?.value === 'window' ? callee.property.value : '';
}

function wordsOf(expression: unknown): string {
  const template = Template.safeParse(expression)
    .data?.quasis.map(({ cooked }) => cooked)
    .join('…');
  return Literal.safeParse(expression).data?.value ?? template ?? '';
}
