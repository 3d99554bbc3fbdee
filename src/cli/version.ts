/** Set by the build from `package.json`. */
declare const UNWRAP_VERSION: string;

export const version = typeof UNWRAP_VERSION === 'string' ? UNWRAP_VERSION : 'not built';
