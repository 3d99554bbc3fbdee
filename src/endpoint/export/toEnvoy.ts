/**
 * The plan as Envoy AI Gateway resources.
 *
 * @see envoyproxy/ai-gateway:api/v1beta1
 * @see Envoy AI Gateway documentation, Provider fallback
 * @see Envoy Gateway documentation, BackendTrafficPolicy
 */
import { stringify } from 'yaml';
import type { Config } from '../upstream.js';
import { describeBackends, nameOfBackend, NAMESPACE } from './envoyBackends.js';
import type { Plan, Step } from './plan.js';
import { sayHeading } from './sayHeading.js';

const GATEWAY = 'unwrap';
const MODEL_HEADER = 'x-ai-eg-model';
/** An `AIGatewayRoute` takes no more. */
const MOST_RULES = 15;
/** What is worth another attempt; what a key or a request is refused with is not. */
const RETRIED = [408, 429, 500, 502, 503, 504, 529];

export function toEnvoy(plan: Plan): string {
  const remarks = [...plan.remarks];
  const rules = [];
  const used: Step[] = [...plan.upstreams];
  for (const { match, steps } of plan.routes) {
    const always = steps.filter((step) => step.for === null);
    if (always.length < steps.length)
      remarks.push(`"${match}": a place kept for certain failures is left out, for none is told apart here`);
    if (always.length === 0) continue;
    used.push(...always);
    rules.push(describeRule(match, always, plan.config));
  }
  const resources = [describeClass(), describeGateway(), describeBuffer(plan.config)];
  for (let start = 0; start < rules.length; start += MOST_RULES) {
    const name = start === 0 ? GATEWAY : `${GATEWAY}-${start / MOST_RULES + 1}`;
    resources.push(describeRoute(name, rules.slice(start, start + MOST_RULES)), describePolicy(name, plan.config));
  }
  resources.push(...describeBackends(used));
  return `${sayHeading('Envoy AI Gateway resources', 'envsubst < FILE | kubectl apply -f -', remarks)}${resources
    .map((resource) => stringify(resource))
    .join('---\n')}`;
}

function describeClass(): object {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'GatewayClass',
    metadata: { name: GATEWAY },
    spec: { controllerName: 'gateway.envoyproxy.io/gatewayclass-controller' },
  };
}

function describeGateway(): object {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: GATEWAY, namespace: NAMESPACE },
    spec: { gatewayClassName: GATEWAY, listeners: [{ name: 'http', protocol: 'HTTP', port: 80 }] },
  };
}

/** By default a gateway takes 32 KiB of a request; a coding tool sends more at every turn. */
function describeBuffer({ holdBytes }: Config): object {
  return {
    apiVersion: 'gateway.envoyproxy.io/v1alpha1',
    kind: 'ClientTrafficPolicy',
    metadata: { name: GATEWAY, namespace: NAMESPACE },
    spec: {
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: GATEWAY }],
      connection: { bufferLimit: `${Math.max(1, Math.ceil(holdBytes / 1024 ** 2))}Mi` },
    },
  };
}

function describeRoute(name: string, rules: readonly object[]): object {
  return {
    apiVersion: 'aigateway.envoyproxy.io/v1beta1',
    kind: 'AIGatewayRoute',
    metadata: { name, namespace: NAMESPACE },
    spec: { parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: GATEWAY }], rules },
  };
}

function describeRule(match: string, steps: readonly Step[], { timeouts }: Config): object {
  const isPattern = match.includes('*');
  return {
    matches: [
      {
        headers: [
          {
            type: isPattern ? 'RegularExpression' : 'Exact',
            name: MODEL_HEADER,
            value: isPattern ? toRegularExpression(match) : match,
          },
        ],
      },
    ],
    backendRefs: steps.map((step, priority) => ({
      name: nameOfBackend(step),
      priority,
      ...(step.model === null ? {} : { modelNameOverride: step.model }),
    })),
    timeouts: { request: sayTime(timeouts.totalMs) },
    streamIdleTimeout: sayTime(timeouts.idleMs),
  };
}

/** Of the whole value, as Envoy matches it. */
function toRegularExpression(glob: string): string {
  return glob
    .split('*')
    .map((piece) => piece.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join('.*');
}

/** For the `HTTPRoute` that the gateway makes of the route of this name. */
function describePolicy(name: string, { retry, breaker, timeouts, concurrency, routes }: Config): object {
  const places = Math.max(1, ...routes.map(({ chain }) => chain.length));
  return {
    apiVersion: 'gateway.envoyproxy.io/v1alpha1',
    kind: 'BackendTrafficPolicy',
    metadata: { name, namespace: NAMESPACE },
    spec: {
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name }],
      retry: {
        numRetries: retry.attempts * places - 1,
        numAttemptsPerPriority: retry.attempts,
        perRetry: {
          timeout: sayTime(timeouts.firstTokenMs),
          backOff: { baseInterval: sayTime(retry.baseMs), maxInterval: sayTime(Math.max(retry.baseMs, retry.capMs)) },
        },
        retryOn: { triggers: ['connect-failure', 'reset', 'retriable-status-codes'], httpStatusCodes: RETRIED },
      },
      healthCheck: {
        passive: {
          consecutive5XxErrors: breaker.failures,
          consecutiveGatewayErrors: breaker.failures,
          consecutiveLocalOriginFailures: breaker.failures,
          baseEjectionTime: sayTime(breaker.cooldownMs),
          interval: '1s',
          maxEjectionPercent: 100,
        },
      },
      circuitBreaker: { maxParallelRequests: concurrency.perUpstream, maxPendingRequests: concurrency.queue },
      timeout: { tcp: { connectTimeout: sayTime(timeouts.connectMs) } },
    },
  };
}

/** As the Gateway API writes durations: at most five digits a unit. */
function sayTime(ms: number): string {
  const seconds = Math.min(99_999, Math.floor(ms / 1000));
  const rest = ms % 1000;
  if (seconds === 0) return `${rest}ms`;
  return rest === 0 ? `${seconds}s` : `${seconds}s${rest}ms`;
}
