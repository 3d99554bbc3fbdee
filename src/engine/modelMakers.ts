/** Makers of model families that are served by their maker alone or first; used where nothing else names who served a request. */
const FAMILIES: readonly (readonly [RegExp, string])[] = [
  [/^(?:gpt-[345]|chatgpt-|o[134](?:-|$)|text-embedding-(?:3|ada)|davinci|codex-)/, 'openai'],
  [/^claude-/, 'anthropic'],
  [/^gemini-/, 'google'],
  [/^(?:mistral-(?:large|medium|small|tiny|saba)|codestral-|devstral-|ministral-|magistral-|pixtral-)/, 'mistral'],
  [/^deepseek-(?:chat|reasoner|coder)$/, 'deepseek'],
  [/^grok-/, 'xai'],
  [/^command-(?:r|a|light|nightly)/, 'cohere'],
  [/^qwen-(?:max|plus|turbo|long|vl)/, 'dashscope'],
  [/^glm-[45]/, 'zai'],
  [/^(?:moonshot-v1|kimi-)/, 'moonshot'],
  [/^(?:abab|minimax-)/, 'minimax'],
  [/^sonar(?:-|$)/, 'perplexity'],
  [/^ernie-/, 'baidu'],
  [/^doubao-/, 'volcengine'],
];

/** The maker's id for a model id without a provider's prefix, or null. */
export function makerOfModel(model: string): string | null {
  const low = model.toLowerCase();
  return FAMILIES.find(([pattern]) => pattern.test(low))?.[1] ?? null;
}
