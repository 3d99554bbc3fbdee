/**
 * Texts for a person, as data: `{ id, args }`. What makes one knows no language; the edges (the editor, the command line) say it.
 *
 * A room lists its texts in a catalogue, id → English template, and makes them by the maker that `textsOf` types from it:
 *
 *     export const roomTexts = { 'room.down': '{provider} is down.' } as const;
 *     const text = textsOf<typeof roomTexts>();
 *     text('room.down', { provider: 'Groq' });
 */
export interface Text {
  readonly id: string;
  readonly args: Readonly<Record<string, Arg>>;
}

/** What stands in a text: a name or a number as it is, or a text, which is said in the same language. */
export type Arg = string | number | Text;

/** English templates by id, with named arguments in braces. Ids are unique over the rooms, whose catalogues the edges join. */
export type Catalogue = Readonly<Record<string, string>>;

/** The names in braces: `provider` of `'{provider} is down.'`. */
type NamesIn<Template extends string> = Template extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

/** What stands beside a template in a call: nothing, or an object with a value for each name. */
export type ArgsOf<Template extends string, Value = Arg> = [NamesIn<Template>] extends [never]
  ? readonly []
  : readonly [args: { readonly [Name in NamesIn<Template>]: Value }];

/** The maker of a catalogue's texts. An argument that is missing or misspelt is a type error; the templates are not loaded for it. */
export function textsOf<Texts extends Catalogue>() {
  return <Id extends keyof Texts & string>(id: Id, ...[args]: ArgsOf<Texts[Id]>): Text => ({ id, args: args ?? {} });
}

/** The template in another language for the English one; the English one itself where there is none. */
export type Translate = (english: string) => string;

/** Says texts of a catalogue in the language of `translate`. */
export function sayerOf(catalogue: Catalogue, translate: Translate): (text: Text) => string {
  const say = ({ id, args }: Text): string =>
    fill(translate(catalogue[id] ?? id), (name) => {
      const arg = args[name] ?? '';
      return typeof arg === 'object' ? say(arg) : String(arg);
    });
  return say;
}

/**
 * Chinese sets a space between its own letters and others, not among its own: where an argument stands between both, the template
 * has the space for a name in Latin letters, and it goes where the argument turns out to be Chinese.
 */
const SLOT = /((?<=\p{Script=Han}) )?\{(\w+)\}( (?=\p{Script=Han}))?/gu;
const BEGINS_CHINESE = /^\p{Script=Han}/u;
const ENDS_CHINESE = /\p{Script=Han}$/u;

function fill(template: string, argOf: (name: string) => string): string {
  return template.replaceAll(SLOT, (_, before: string | undefined, name: string, after: string | undefined) => {
    const said = argOf(name);
    return `${BEGINS_CHINESE.test(said) ? '' : (before ?? '')}${said}${ENDS_CHINESE.test(said) ? '' : (after ?? '')}`;
  });
}
