/** Settings of Continue with two models, of which the first is in use, and what a person would rather not lose: a comment. */
export const CONTINUE = `# my models
name: mine
version: 1.0.0
schema: v1
models:
  - name: Sonnet   # the good one
    provider: openrouter
    model: anthropic/claude-sonnet-4.6
    apiKey: sk-or-v1-0000000000000000
  - name: Local
    provider: ollama
    model: qwen3-coder
`;
