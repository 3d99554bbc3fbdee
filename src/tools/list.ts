/** Every tool that Unwrap knows: one file each, and its line here. */
import type { Tool } from './tool.js';

export const tools: readonly Tool[] = [];
