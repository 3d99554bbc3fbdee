import type { Desk } from '../desk.js';

export async function startEndpoint({ endpoint }: Desk): Promise<void> {
  await endpoint.start();
}

export async function stopEndpoint({ endpoint }: Desk): Promise<void> {
  await endpoint.stop();
}

export async function showEndpoint({ endpoint }: Desk): Promise<void> {
  await endpoint.show();
}

export async function copyBaseUrl({ endpoint }: Desk): Promise<void> {
  await endpoint.copyBaseUrl(null);
}
