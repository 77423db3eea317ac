import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraStateName } from '../api/types.js';

/** The five shapes of web.md §4. Shape first, word second, colour third: half the pairs look alike to some operators. */
export type MarkState = 'online' | 'offline' | 'degraded' | 'unknown' | 'maintenance';

/** States outside the indicator are drawn as what we know of them: nothing. */
export function markOf(state: CameraStateName): MarkState {
  return state === 'disabled' || state === 'not-commissioned' ? 'unknown' : state;
}

const shapes: Record<MarkState, ReactElement> = {
  online: <circle cx="8" cy="8" r="5.5" fill="currentColor" />,
  offline: (
    <g>
      <rect x="1.8" y="1.8" width="12.4" height="12.4" rx="2" fill="currentColor" />
      <path d="M5.2 5.2l5.6 5.600M10.8 5.2l-5.6 5.6" stroke="var(--mark-cut, var(--panel))" strokeWidth="1.9" strokeLinecap="round" />
    </g>
  ),
  degraded: <path d="M8 1.6 15 14.2H1z" fill="currentColor" stroke="currentColor" strokeWidth="1" strokeLinejoin="round" />,
  unknown: (
    <g fill="none" stroke="currentColor" strokeLinecap="round">
      <circle cx="8" cy="8" r="6.2" strokeWidth="1.5" />
      <path d="M6.2 6.400a1.9 1.9 0 1 1 2.7 1.900c-.6.3-.9.6-.9 1.2M8 11.5h.01" strokeWidth="1.5" />
    </g>
  ),
  maintenance: <path d="M8 1.2 14.8 8 8 14.8 1.2 8z" fill="currentColor" />,
};

/** The shape alone; give `label` when no word stands beside it. */
export function StateMark({ state, size = 12, label }: { state: CameraStateName; size?: number; label?: string }): ReactElement {
  const mark = markOf(state);
  return (
    <svg className={`mark mark-${mark}`} width={size} height={size} viewBox="0 0 16 16" {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}>
      {shapes[mark]}
    </svg>
  );
}

/** Small wave beside the mark of a camera that changed three times in half an hour; such a camera raises no pop-up. */
export function FlapMark(): ReactElement {
  const { t } = useTranslation();
  return (
    <svg className="mark mark-flap" width={14} height={10} viewBox="0 0 16 10" role="img" aria-label={t('state.flapping')}>
      <title>{t('state.flapping')}</title>
      <path d="M1 5c1.6-4.5 3.2-4.5 4.7 0s3 4.5 4.6 0 3.1-4.5 4.7 0" fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinecap="round" />
    </svg>
  );
}

/** Shape and word in the state's colour, for table cells. */
export function StateWord({ state, flapping = false }: { state: CameraStateName; flapping?: boolean }): ReactElement {
  const { t } = useTranslation();
  return (
    <span className={`state-word state-${markOf(state)}`}>
      <StateMark state={state} />
      <span>{t(`state.${state}`)}</span>
      {flapping && <FlapMark />}
    </span>
  );
}

/** Shape, word and (optionally) a number on the state's tint. */
export function StateChip({ state, children }: { state: CameraStateName; children?: ReactNode }): ReactElement {
  const { t } = useTranslation();
  return (
    <span className={`chip chip-${markOf(state)}`}>
      <StateMark state={state} />
      <span>{t(`state.${state}`)}</span>
      {children}
    </span>
  );
}
