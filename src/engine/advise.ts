/** Diagnosis → ordered fixes, as data: what to do now, then what to fix. */
import {
  account,
  capitalize,
  checkStatus,
  elsewhere,
  fallback,
  fix,
  linkOf,
  nameOf,
  now,
  orderByPatience,
  PATIENCE_SECONDS,
  runsLocally,
  switchModel,
  switchProvider,
  wait,
  waitOrRetry,
  type Advice,
  type Diagnosed,
} from './advice.js';
import type { FixKind } from './model.js';
import { findParties, type Parties } from './parties.js';
import { unreachable } from './unreachable.js';

export type { Advice } from './advice.js';
export type Advise = (diagnosis: Diagnosed) => readonly Advice[];

export const advise: Advise = (diagnosis) => {
  const advice = list(diagnosis, findParties(diagnosis));
  return [...advice.filter(({ when }) => when === 'now'), ...advice.filter(({ when }) => when === 'fix')];
};

/** What is advised, each kind once, in order. */
export function adviseKinds(diagnosis: Diagnosed): readonly FixKind[] {
  const key = whatKindsHangOn(diagnosis);
  const known = kindsKnown.get(key);
  if (known) return known;
  const kinds = [...new Set(advise(diagnosis).map(({ kind }) => kind))];
  if (kindsKnown.size >= MOST_KNOWN) kindsKnown.clear();
  kindsKnown.set(key, kinds);
  return kinds;
}

/** A log holds few kinds of failures, each many times. */
const kindsKnown = new Map<string, readonly FixKind[]>();
const MOST_KNOWN = 500;

function whatKindsHangOn({ category, origin, retryable, retryAfterSeconds, provider, gateway }: Diagnosed): string {
  const patience = retryAfterSeconds === null ? '' : retryAfterSeconds > PATIENCE_SECONDS;
  return `${category} ${origin} ${retryable} ${patience} ${provider}\n${gateway}`;
}

/** In order within `now` and within `fix`. */
function list(diagnosis: Diagnosed, parties: Parties): readonly Advice[] {
  switch (diagnosis.category) {
    case 'rate_limit':
      return adviseRateLimit(diagnosis, parties);
    case 'quota_exhausted':
      return adviseQuota(diagnosis, parties);
    case 'billing':
      return [
        switchProvider(`Another account, a free model or a local one works until ${nameOf(parties)} has credit again.`),
        account('open-billing', 'billing', parties, {
          own: (name) => [
            `Add credit at ${name}`,
            'The credit is used up, or no payment method stands. An answer can work within a minute of paying.',
          ],
          lent: (name, gateway) => [
            `Look whose account at ${name} is empty`,
            `If ${gateway} uses your own ${name} key, add credit there; otherwise that is for those who run ${gateway}, and only another provider helps.`,
          ],
        }),
      ];
    case 'authentication':
      return adviseKey(diagnosis, parties);
    case 'permission':
      return [
        switchModel(diagnosis, 'A model that is open to the account works with the same key.'),
        account('check-key', 'keys', parties, {
          own: (name) => [
            `Check what the key may do at ${name}`,
            'The key is good. The model has to be enabled, the organisation verified, or the scope of the key widened.',
          ],
          lent: (name, gateway) => [
            `Check what ${gateway} may do at ${name}`,
            `With your own ${name} key at ${gateway}: enable the model for it. Otherwise choose another provider for the model.`,
          ],
        }),
      ];
    case 'region_restricted':
      return [
        switchProvider(
          'The same model may be served from elsewhere: another provider or a gateway that hosts it in your region.',
        ),
        switchModel(diagnosis, 'Models of other makers are not bound to these regions.'),
        fix(
          'check-network',
          'Check which country the request leaves from',
          'A company proxy, a VPN or a remote machine decides what the provider sees.',
        ),
      ];
    case 'model_not_found':
      return [
        switchModel(diagnosis, 'Choose one that the tool lists.'),
        fix(
          'check-model-id',
          diagnosis.model === null ? 'Check the model ID' : `Check the ID ${diagnosis.model}`,
          `Compare it, letter by letter, with the list of ${nameOf(parties)}: IDs differ between providers and gateways, and models are retired.`,
          linkOf(parties, 'models'),
        ),
      ];
    case 'routing':
      return adviseRouting(diagnosis, parties);
    case 'context_length':
      return [
        switchModel(diagnosis, 'One with a larger context takes the same request.'),
        fix(
          'reduce-context',
          'Shorten the request',
          'Start a new task or compact this one; leave out large files, tool results and unused MCP tools. Waiting does not help.',
        ),
      ];
    case 'content_filter':
      return [
        switchModel(diagnosis, 'Filters differ between providers; the same text may pass elsewhere.'),
        fix(
          'change-prompt',
          'Change what the filter stumbled over',
          'Often it is a pasted file or a tool result in the context, not the last message.',
        ),
      ];
    case 'invalid_request':
      return [
        switchModel(diagnosis, 'Another model may support what was asked for: images, tools, reasoning, parameters.'),
        fix(
          'change-request',
          'Change the request',
          'The message names the field. Look at model parameters, tool definitions (MCP servers), images, and whether the tool is up to date.',
          linkOf(parties, 'docs'),
        ),
      ];
    case 'overloaded':
      return [
        ...waitOrRetry(diagnosis, 'It is short of room for the moment; that passes.'),
        ...elsewhere(diagnosis, parties, 'Another model is often free while this one is full.'),
        ...checkStatus(parties),
      ];
    case 'server_error':
      return [
        ...waitOrRetry(diagnosis, 'Such failures mostly pass.'),
        ...elsewhere(diagnosis, parties, 'Another model runs on other machines.'),
        ...checkStatus(parties),
      ];
    case 'bad_gateway':
      return [
        ...waitOrRetry(diagnosis, 'The next try may reach a machine that answers.'),
        ...elsewhere(diagnosis, parties, 'Another model stands behind another server.'),
        ...checkStatus(parties),
      ];
    case 'timeout':
      return [
        ...waitOrRetry(diagnosis, 'The next try may be quicker.'),
        ...elsewhere(diagnosis, parties, 'A smaller model answers sooner.'),
        fix(
          'change-request',
          'Give the call more time',
          'Long answers of large models take minutes: raise the request timeout of the tool, or let it stream.',
        ),
        ...checkStatus(parties),
      ];
    case 'network':
      return adviseNetwork(diagnosis, parties);
    case 'stream_interrupted':
      return [
        ...waitOrRetry(diagnosis, 'Nothing says that the request itself is wrong.'),
        ...elsewhere(diagnosis, parties, 'If it breaks off again, another model or provider may finish.'),
        ...checkStatus(parties),
      ];
    case 'cancelled':
      return [
        now(
          'retry',
          'Send it again, if it was not you who stopped it',
          'The request was called off before an answer was complete.',
        ),
      ];
    case 'unknown':
      return adviseUnknown(diagnosis, parties);
    case 'not_an_error':
      return [];
    default:
      return unreachable(diagnosis.category);
  }
}

function adviseRateLimit(diagnosis: Diagnosed, parties: Parties): readonly Advice[] {
  const { gateway, provider, behind } = parties;
  const limits = linkOf(parties, 'limits');
  if (diagnosis.origin === 'gateway') {
    const name = nameOf(parties);
    return orderByPatience(diagnosis, [
      wait(diagnosis, `The limit is that of ${name} for your key; it opens again by itself.`),
      switchModel(diagnosis, 'Many gateways count models, or free and paid ones, apart.'),
      switchProvider(`Call the provider directly, or use another gateway: the limit is that of ${name}.`),
      fix(
        'raise-limits',
        `Raise your limit at ${name}`,
        'More credit or a higher tier allows more; fewer calls at once need less.',
        limits,
      ),
    ]);
  }
  if (behind && gateway) {
    const name = provider?.name ?? 'the provider';
    const why = `${capitalize(name)} refused, not ${gateway.name}: its limit counts all that comes through ${gateway.name} with the same key.`;
    return orderByPatience(diagnosis, [
      wait(diagnosis, why),
      ...elsewhere(diagnosis, parties, 'Most limits count each model by itself.'),
      gateway.known?.links.ownKeys === undefined
        ? fix(
            'raise-limits',
            `Raise the limit at ${name}`,
            `It is that of the account that ${gateway.name} uses there; a limit of ${gateway.name} itself is not in the way.`,
            limits,
          )
        : fix(
            'raise-limits',
            `Use a key of your own for ${name}`,
            `With it the limits are yours alone; a higher limit at ${gateway.name} itself does not help here.`,
            gateway.known.links.ownKeys,
          ),
    ]);
  }
  return orderByPatience(diagnosis, [
    wait(diagnosis, 'The limit counts requests or tokens per minute, and opens again by itself.'),
    ...elsewhere(diagnosis, parties, 'Most limits count each model by itself.'),
    fix(
      'raise-limits',
      `Raise the limit at ${nameOf(parties)}`,
      'A higher tier allows more; fewer parallel agents and smaller contexts need less.',
      limits,
    ),
  ]);
}

function adviseQuota(diagnosis: Diagnosed, parties: Parties): readonly Advice[] {
  const name = nameOf(parties);
  const until = diagnosis.retryAfterSeconds;
  return [
    switchModel(diagnosis, 'Some allowances count one model alone, so another may still be open.'),
    switchProvider(`Another account works at once; at ${name} waiting a few seconds changes nothing.`),
    fallback(parties),
    ...(until === null ? [] : [wait(diagnosis, 'Then the allowance is renewed.')]),
    account('raise-limits', 'limits', parties, {
      own: () => [`Look up the allowance at ${name}`, 'It shows what is used up, when it is renewed, and which plan has more.'],
      lent: (provider, gateway) => [
        `Use a key of your own for ${provider}`,
        `The allowance that ${gateway} has at ${provider} is used up; that of your own key is yours alone.`,
      ],
    }),
    ...(parties.behind
      ? []
      : [
          fix(
            'open-billing',
            `Buy more at ${name}`,
            'Credit or a larger plan lifts most free and daily limits.',
            linkOf(parties, 'billing'),
          ),
        ]),
  ];
}

function adviseKey(diagnosis: Diagnosed, parties: Parties): readonly Advice[] {
  const other = switchProvider('If another provider is set up in the tool, it works in the meantime.');
  if (diagnosis.origin === 'client') {
    return [
      other,
      fix(
        'check-key',
        'Enter the key in the tool',
        'The tool found none, or could not use the one it has; look at its provider settings and environment variables.',
        linkOf(parties, 'keys'),
      ),
    ];
  }
  return [
    other,
    account('check-key', 'keys', parties, {
      own: (name) => [
        `Check the key of ${name}`,
        'Is it complete, of this provider, not expired or revoked, and does the base URL belong to it? If in doubt, make a new one.',
      ],
      lent: (name, gateway) => [
        `Check the ${name} key at ${gateway}`,
        `Your own ${name} key there may be wrong; without one, it is the key of those who run ${gateway}: choose another provider and tell them.`,
      ],
    }),
  ];
}

function adviseRouting(diagnosis: Diagnosed, parties: Parties): readonly Advice[] {
  // It is the gateway that routes, whoever the text names as the one who refused.
  const links = parties.gateway?.known?.links ?? parties.refuser?.known?.links;
  const privacy = links?.privacy;
  return [
    switchModel(diagnosis, 'One that more providers serve is easier to place.'),
    ...(privacy === undefined
      ? []
      : [
          fix(
            'privacy-settings',
            'Look at the privacy settings',
            'A rule about training or data retention may leave no provider for this model.',
            privacy,
          ),
        ]),
    fix(
      'change-request',
      'Ask for less, or allow more providers',
      'Tools, images, quantisation, price limits and lists of allowed providers each narrow the choice.',
      links?.docs,
    ),
  ];
}

function adviseNetwork(diagnosis: Diagnosed, parties: Parties): readonly Advice[] {
  const local = runsLocally(parties.provider) ? parties.provider : null;
  return [
    ...waitOrRetry(diagnosis, 'A short break mends itself.'),
    ...(local
      ? [
          fix(
            'check-network',
            `Check that ${local.name} is running`,
            `It usually answers at ${local.known?.baseUrls.openai ?? 'this machine'}; look at host and port in the tool.`,
            local.known?.links.docs,
          ),
        ]
      : [
          fix(
            'check-network',
            'Check the way out',
            'Is the machine online, is the base URL spelt right, and do VPN, company proxy, firewall and certificates let the call through?',
          ),
        ]),
    ...checkStatus(parties),
  ];
}

function adviseUnknown(diagnosis: Diagnosed, parties: Parties): readonly Advice[] {
  const wrapper = parties.gateway?.name ?? parties.provider?.name;
  return [
    ...(diagnosis.retryable === false
      ? []
      : [
          now(
            'retry',
            'Try once more',
            'Without a cause this is a guess; twice the same failure means that waiting does not help.',
          ),
        ]),
    fix(
      'reveal-cause',
      'Find the cause',
      `The text wraps an answer that it does not show${wrapper === undefined ? '' : ` (seen through ${wrapper})`}. It is in the full error, if the tool or the gateway logs one: paste that here. It is always on the wire: the wire tap sees it, and so does the local endpoint, between the tool and the provider.`,
      parties.gateway?.known?.links.docs,
    ),
  ];
}
