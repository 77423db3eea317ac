import type { Clock } from '#kernel';
export interface DemoOptions {
  readonly url: string; readonly password: string; readonly simUrl: string; readonly simToken: string;
  readonly clock: Clock; readonly say: (text: string) => void; readonly signal: AbortSignal;
}
export async function prepareDemo(_options: DemoOptions): Promise<void> { /* filled next */ }
