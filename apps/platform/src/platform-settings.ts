import type { z } from 'zod';
import type { platformConfig } from './settings.js';

/** The checked settings, with what only the start can know. */
export type PlatformSettings = Readonly<z.infer<typeof platformConfig.schema>> & { readonly queue: 'postgres' | 'redis'; readonly embedded: boolean; readonly dataDir: string; readonly vaultKeyFile: string; readonly webDir: string; /** Area codes that cameras may stand in; null: any. */ readonly areas: readonly string[] | null };

export const modeOf = (settings: PlatformSettings) => ({ database: settings.embedded ? 'embedded' : 'external', queue: settings.queue });
