/** What Envoy AI Gateway needs of each upstream: where it is, which protocol it speaks, and its key as a secret. */
import { isIP } from 'node:net';
import type { Step } from './plan.js';

export const NAMESPACE = 'default';
const GROUP = 'aigateway.envoyproxy.io';

/** A DNS label; the protocol tells the two backends of one upstream apart. */
export function nameOfBackend({ upstream, protocol }: Pick<Step, 'upstream' | 'protocol'>): string {
  const label = upstream.toLowerCase().replaceAll(/[^a-z0-9-]+/g, '-');
  return `unwrap-${label}-${protocol}`.slice(0, 63);
}

/** Each once, in the order of their first use. */
export function describeBackends(steps: readonly Step[]): readonly object[] {
  const byName = new Map(steps.map((step) => [nameOfBackend(step), step]));
  return [...byName].flatMap(([name, step]) => describeBackend(name, step));
}

function describeBackend(name: string, { protocol, baseUrl, keyVariable }: Step): readonly object[] {
  const { protocol: scheme, hostname, port, pathname } = new URL(baseUrl);
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const number = port === '' ? (scheme === 'https:' ? 443 : 80) : Number(port);
  const path = pathname.replace(/\/$/, '');
  const metadata = { name, namespace: NAMESPACE };
  const resources: object[] = [
    {
      apiVersion: `${GROUP}/v1beta1`,
      kind: 'AIServiceBackend',
      metadata,
      spec: {
        // To the prefix the gateway adds `/chat/completions`, or `/messages`.
        schema: protocol === 'openai' ? { name: 'OpenAI', prefix: path || '/' } : { name: 'Anthropic', prefix: `${path}/v1` },
        backendRef: { group: 'gateway.envoyproxy.io', kind: 'Backend', name },
      },
    },
    {
      apiVersion: 'gateway.envoyproxy.io/v1alpha1',
      kind: 'Backend',
      metadata,
      spec: {
        endpoints: [isIP(host) === 0 ? { fqdn: { hostname: host, port: number } } : { ip: { address: host, port: number } }],
      },
    },
  ];
  if (scheme === 'https:') {
    resources.push({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'BackendTLSPolicy',
      metadata,
      spec: {
        targetRefs: [{ group: 'gateway.envoyproxy.io', kind: 'Backend', name }],
        validation: { wellKnownCACertificates: 'System', hostname: host },
      },
    });
  }
  if (keyVariable !== null) resources.push(...describeKey(name, protocol, keyVariable));
  return resources;
}

function describeKey(name: string, protocol: Step['protocol'], variable: string): readonly object[] {
  const metadata = { name, namespace: NAMESPACE };
  const secret = { secretRef: metadata };
  return [
    {
      apiVersion: `${GROUP}/v1beta1`,
      kind: 'BackendSecurityPolicy',
      metadata,
      spec: {
        targetRefs: [{ group: GROUP, kind: 'AIServiceBackend', name }],
        ...(protocol === 'openai' ? { type: 'APIKey', apiKey: secret } : { type: 'AnthropicAPIKey', anthropicAPIKey: secret }),
      },
    },
    { apiVersion: 'v1', kind: 'Secret', metadata, type: 'Opaque', stringData: { apiKey: `\${${variable}}` } },
  ];
}
