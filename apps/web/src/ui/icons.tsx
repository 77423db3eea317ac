import type { ReactElement } from 'react';

/** Own line icons on a 24 grid, stroke 1.7 (mockups/README.md): an icon package would cost the shell more than all of these. */
const paths = {
  overview: 'M3 20.5v-7h4v7zM10 20.5v-12h4v12zM17 20.5v-16h4v16z',
  outages: 'M13 2 4 14h7l-1 8 9-12h-7z',
  cameras: 'M6 2h9l4 4v16H6zM14 2v5h5M9 12h7M9 16h7',
  discovery: 'M12 12 18 6M4.5 7.5a9 9 0 1 0 3-3M8 9a5 5 0 1 0 3-2M12 12h.01',
  audit: 'M12 2.5 4.5 5.5v6c0 4.7 3.2 8.2 7.5 10 4.3-1.8 7.5-5.3 7.5-10v-6zM8.5 12l2.5 2.5 4.5-5',
  settings: 'M3 7h9M18 7h3M3 17h3M12 17h9M15 4.5v5M9 14.5v5',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5 21 21',
  user: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4.5 20.5c.8-4 3.7-6 7.5-6s6.7 2 7.5 6',
  lock: 'M6 11h12v9.5H6zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11',
  left: 'M15 5l-7 7 7 7',
  right: 'M9 5l7 7-7 7',
  down: 'M5 9l7 7 7-7',
  up: 'M5 15l7-7 7 7',
  close: 'M5 5l14 14M19 5 5 19',
  check: 'M4.5 12.5 10 18 20 6.5',
  plus: 'M12 4v16M4 12h16',
  warning: 'M12 3.5 2.5 20.5h19zM12 10v5M12 18h.01',
  filter: 'M3.5 4.5h17l-6.5 8v7l-4-2.5v-4.5z',
  refresh: 'M20 5v5h-5M4 19v-5h5M19 10a8 8 0 0 0-14-2M5 14a8 8 0 0 0 14 2',
  download: 'M12 4v11M7 11l5 5 5-5M4.5 20h15',
  upload: 'M12 16V5M7 9l5-5 5 5M4.5 20h15',
  columns: 'M4 5h16v14H4zM9.5 5v14M14.5 5v14',
  site: 'M4 21V8l8-5 8 5v13zM9.5 21v-6h5v6M9 10.5h.01M15 10.5h.01',
  camera: 'M3 7l13-3 1.5 6-13 3zM17 6l3.5-.5.5 3-3 1M9 12l1 5H4M4 14.5v5',
  folder: 'M3 6h7l2 2.5h9V19H3z',
  clock: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M12 7.5V12l3.5 2',
  shield: 'M12 2.5 4.5 5.5v6c0 4.7 3.2 8.2 7.5 10 4.3-1.8 7.5-5.3 7.5-10v-6zM8.5 12l2.5 2.5 4.5-5',
  key: 'M8 11.5a4 4 0 1 0 0 8 4 4 0 0 0 0-8M11 12.5 20 3.5M17 6.5l2.5 2.5M14 9.5l2 2',
  moon: 'M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z',
  play: 'M7 4.5v15l12-7.5z',
  list: 'M8 6h13M8 12h13M8 18h13M3.5 6h.01M3.5 12h.01M3.5 18h.01',
  info: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M12 11v5.5M12 7.5h.01',
  edit: 'M4 20l1-5L16 4l4 4L9 19zM14 6l4 4',
  trash: 'M4 6.5h16M9.5 6.5V4h5v2.5M6.5 6.5l1 14h9l1-14',
  stop: 'M6.5 6.5h11v11h-11z',
  out: 'M14 4H5v16h9M10 12h11M17 8l4 4-4 4',
  server: 'M4 4h16v6.5H4zM4 13.5h16V20H4zM7.5 7.3h.01M7.5 16.8h.01',
  plug: 'M8 3v5M16 3v5M6 8h12v4a6 6 0 0 1-12 0zM12 18v3.5',
  bell: 'M6 17V11a6 6 0 0 1 12 0v6l1.5 2h-15zM10 21h4',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 15, title }: { name: IconName; size?: number; title?: string }): ReactElement {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth={1.7} strokeLinecap="round" strokeLinejoin="round"
      {...(title === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': title })}>
      <path d={paths[name]} />
    </svg>
  );
}
