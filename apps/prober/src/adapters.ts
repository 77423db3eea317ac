import { onvif, rtsp } from '#adapters';
import type { Prober } from '#health';
import type { Clock } from '#kernel';

/** The one place where this process's probers are switched on. */
export const probers = (clock: Clock): Prober[] => [rtsp({ clock }).prober, onvif({ clock }).prober];
