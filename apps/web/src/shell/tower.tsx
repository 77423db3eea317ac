import type { ReactElement } from 'react';

/** The mark (public/logo.svg) in the theme's own colours: the flame is blue, because red and amber belong to camera states. */
export function Tower({ size = 22 }: { size?: number }): ReactElement {
  return (
    <svg width={size} height={size} viewBox="0 0 64 64" aria-hidden>
      <path fill="var(--text)" fillRule="evenodd" d="M13.4 60h37.2L48 48H16zM16.6 45h30.8l-2.3-10.5H18.9zM30 37.5h4V45h-4z" />
      <path fill="var(--text)" d="M14 21h7v4.5h7.5V21h7v4.5H43V21h7v10.5H14z" />
      <path fill="var(--action)" d="M33.2 2c.9 4.3 6 6.3 6 11.3 0 2.1-.8 3.9-2 5.200H26.800a7.4 7.4 0 0 1-2-5.200c0-3 2-4.5 2.8-7 1.7 1 2.5 2.3 2.8 3.9 1.9-2 2.9-4.6 2.8-8.200z" />
    </svg>
  );
}
