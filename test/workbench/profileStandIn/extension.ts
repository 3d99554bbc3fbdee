/** A stand-in for an assistant that keeps its settings in profiles, which it exports; what became of them it leaves in the home folder. */
import { renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { createProfiles } from '../../vscode/profileExtension.js';

const KEEP_MS = 100;

export function activate(context: vscode.ExtensionContext): object {
  const { api, profiles, calls, fail, active } = createProfiles();
  const file = path.join(homedir(), 'profiles.json');
  // Whoever reads it finds it whole.
  const keep = (): void => {
    writeFileSync(`${file}.new`, JSON.stringify({ active: active(), profiles: Object.fromEntries(profiles), calls }));
    renameSync(`${file}.new`, file);
  };
  const timer = setInterval(keep, KEEP_MS);
  context.subscriptions.push(
    vscode.commands.registerCommand('profileStandIn.fail', fail),
    new vscode.Disposable(() => clearInterval(timer)),
  );
  return api;
}
