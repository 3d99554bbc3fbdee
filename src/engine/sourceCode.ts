/**
 * Tells source code and changes to it from what a program printed. A printed failure may look like code in part: an object as
 * Node.js prints it, the lines of a stack's frames. So only signs count that programs do not print, and nowhere near a stack.
 */

/** What stands in code and changes alone, wherever it stands in a line. */
const WITHIN =
  /:= |&&|[!=]==|\b(?:fmt|log|errors)\.[A-Z]\w{1,20}\(|\bhttp\.Status[A-Z]|\b(?:logger|console|log|logging)\.(?:error|warn|warning|info|debug|exception)\(|\)\s?=>\s?[{(]|\[\]byte\(|\[\]string\{|[{(=,]\s?`[{[<]|`[^`\n]{0,200}\$\{|\bclassName=|["'`]\s?\+$|\bnew [A-Z]\w{0,40}(?:Error|Exception)\(|\bas any\)|["'][^"'\n]{0,200}%[dsvqw]\b[^"'\n]{0,200}["'],/;
/** What a line of code or of a change begins with. */
const BEGINS =
  /^\s*(?:[+-](?:\s{2,}|\t)|[+-]\s?(?:const|let|def|if|return|import|throw|raise|assert|\/\/|#\s|\*\s|["'`]|\}|\))|@@ |diff --git |(?:\+\+\+|---) [ab]\/|\/\/(?!\w)|\/\*\*?|\*\/|# (?:TODO|FIXME|NOTE|HACK|XXX)\b|<[A-Z]\w{1,40} \w{1,30}=["{]|(?:export |pub |async )*(?:const|let|var|func|fn|function|class|def|interface|enum|struct|impl) [\w($]|(?:raise|throw) [\w.]{1,60}.{0,200}[({]$|(?:el)?if \(?!?[\w.]{1,60}.{0,200}[:{]$|(?:\} )?(?:else|catch|except|finally)\b.{0,80}[:{]$|await [\w.]{1,60}\(|[\w.]{2,40}\(\{$|[A-Z]\w{0,30}: \{ .{1,200} \},$|_?[A-Z][A-Z\d]{0,40}_[A-Z\d_]{1,60}(?:: [\w[\], .]{1,60})? = [[({]$|[\w.]{1,40} = (?:await |new )?[\w.]{2,60}\($|[A-Z]\w{2,40}\(["'][^\n]{0,300}\),$|f["'][^"'\n]{3,200}["'],?$|return [\w.]{1,40}\(|(?:describe|it|test|expect|assert\w{0,20})(?:\.\w{1,12})?\()/;
/** An item of a list or an argument: printed lists have such lines too, but others between them. */
const ITEM = /^\s{4,60}(?:[a-z_]{2,30}=(?:f?["'][^"'\n]{0,200}["']|[A-Z_]{3,40}|None|True|False),$|["'][^"'\n]{3,200}["'],$)/;
/** What may stand between such lines. */
const BESIDE = /^(?:\s{2,}|<\/?[a-z]{1,10}[ >]|\s?\*\s|\t|[)\]}])|[;,{(:]\s*$/;
/** The line of a stack, the sign under its column, a record's time or level, an exception's own line: something was printed. */
const PRINTED =
  /^\s{0,40}(?:at [\w.<(]|File "|Traceback|[\^~]{1,80}\s*$|\|?\s*[\^~]{3,80})|", line \d{1,6}, in |^\W{0,4}\d{4}[-/]\d\d[-/]\d\d[T ]|^\W{0,4}\d\d:\d\d:\d\d|^\W{0,4}(?:ERROR|FATAL|CRITICAL|WARN|INFO|DEBUG)\b|^(?:[\w$]{1,40}\.){0,6}\w{0,60}(?:Error|Exception)(?: \[\w{1,60}\])?: /;

/** Lines of code are short, in characters. */
const LONGEST = 400;

/** One of these stands wherever `WITHIN` matches; to look for them costs less than to try it. */
const SIGNS = /[&`+%]|:= |==|=>|\[\]|fmt\.|log|errors\.|http\.S|console\.|new |as any|className/;

/** The first sure sign of a text that is code as a whole, or null. The lines are those that hold more than white space. */
export function findSourceCode(lines: readonly string[]): string | null {
  if (lines.length === 0 || lines.length > 60) return null;
  const sure: string[] = [];
  const items: string[] = [];
  const others: string[] = [];
  for (const line of lines) {
    if (isSurelyCode(line)) sure.push(line);
    else if (ITEM.test(line)) items.push(line);
    else others.push(line);
  }
  const first = sure[0] ?? (items.length * 2 > lines.length ? items[0] : undefined);
  if (first === undefined) return null;
  if (sure.length * 2 < lines.length && !others.every((line) => BESIDE.test(line))) return null;
  return lines.some((line) => PRINTED.test(line)) ? null : first.trim().slice(0, 120);
}

function isSurelyCode(line: string): boolean {
  // Most lines of a log are longer, or an object.
  if (line.length > LONGEST || line.startsWith('{"')) return false;
  return (mayBegin(line) && BEGINS.test(line)) || (SIGNS.test(line) && WITHIN.test(line));
}

/** `BEGINS` wants a small letter or one of these signs first, or the end of a call, or a list's begin; most lines of failures are otherwise. */
function mayBegin(line: string): boolean {
  if (line.endsWith('),') || line.endsWith(' },') || line.endsWith('= [') || line.endsWith('= (') || line.endsWith('= {'))
    return true;
  let at = 0;
  while (line[at] === ' ') at += 1;
  const first = line[at] ?? '';
  return (first >= 'a' && first <= 'z') || FIRSTS.includes(first) || first > '~';
}

const FIRSTS = '+-@/*#<}\t\n\v\f\r';
