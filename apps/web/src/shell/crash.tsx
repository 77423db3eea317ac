import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiFault } from '../api/client.js';
import { ErrorState } from '../ui/feedback.js';

/** One page failed; the frame stays. After an update an old tab asks for chunks that are gone: reloading is the cure. */
export function Crash({ error, reset }: { error: unknown; reset: () => void }): ReactElement {
  const { t } = useTranslation();
  if (error instanceof ApiFault) return <ErrorState error={error} onRetry={reset} />;
  return (
    <div className="feedback" role="alert">
      <b>{t('shell.crash.title')}</b>
      <span className="muted">{t('shell.crash.note')}</span>
      <code className="faint">{error instanceof Error ? `${error.name}: ${error.message}` : String(error)}</code>
      <button type="button" className="btn" onClick={() => window.location.reload()}>{t('shell.crash.reload')}</button>
    </div>
  );
}
