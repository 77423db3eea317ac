import { useLook } from '../../theme/theme.js';

/** Table row in px for the chosen density; virtual lists must know it before they draw. */
export const useTheRow = (): number => (useLook().density === 'comfortable' ? 40 : 32);
