/** `unwrap export`: the endpoint's configuration, as that of a gateway for a whole team. */
import { Option, type Command } from 'commander';
import { InvalidConfig } from '../endpoint/configProblem.js';
import { readEnvironment } from '../watch/machine.js';
import { DEFECT_HELP } from './exitCodes.js';
import { print } from './output.js';
import { placeOfConfig } from './placeOfConfig.js';
import { plainJson } from './plainText.js';
import { UnusableInput } from './unusableInput.js';

const HELP = `
The same upstreams, chains, retries and cooldowns, for the team that outgrows one machine; the endpoint then takes that gateway
as one more upstream. Keys are written as the names of environment variables. What the gateway cannot say the same way stands
in the comment above. With --json the output is {"to": "…", "yaml": "…"}.

Exit codes:
  0  the configuration was written to standard output
  2  the command line or the configuration cannot be used${DEFECT_HELP}`;

interface ExportOptions {
  readonly to: 'litellm' | 'envoy-ai-gateway';
  readonly config?: string;
  readonly upstream?: string;
  readonly json?: boolean;
}

export function addExport(program: Command): void {
  program
    .command('export')
    .description('Write the configuration of the endpoint as that of a gateway: LiteLLM, Envoy AI Gateway.')
    .addOption(
      new Option('--to <gateway>', 'which gateway it is for').choices(['litellm', 'envoy-ai-gateway']).makeOptionMandatory(),
    )
    .option('--config <file>', "the configuration; without it, endpoint.jsonc in the user's configuration folder")
    .option('--upstream <name>', 'what "*" in a chain stands for; without it, the only upstream that is configured')
    .option('--json', 'one JSON object')
    .addHelpText('after', HELP)
    .action(runExport);
}

async function runExport({ to, config: named, upstream, json = false }: ExportOptions): Promise<void> {
  const machine = readEnvironment();
  const place = placeOfConfig(named, machine);
  const [{ readConfig, readText }, { parseConfig }, { planExport }] = await Promise.all([
    import('../endpoint/config.js'),
    import('../endpoint/parseConfig.js'),
    import('../endpoint/export/plan.js'),
  ]);
  try {
    const text = readText(place);
    const { config } = readConfig(text, place, machine);
    if (upstream !== undefined && !config.upstreams.has(upstream)) throw new UnusableInput(`there is no upstream "${upstream}"`);
    const plan = planExport({ config, file: parseConfig(text, place.shownAs).value, own: upstream ?? null });
    const yaml =
      to === 'litellm'
        ? (await import('../endpoint/export/toLiteLlm.js')).toLiteLlm(plan)
        : (await import('../endpoint/export/toEnvoy.js')).toEnvoy(plan);
    await print(json ? `${plainJson({ to, yaml })}\n` : yaml);
  } catch (error) {
    if (error instanceof InvalidConfig) throw new UnusableInput(error.message);
    throw error;
  }
}
