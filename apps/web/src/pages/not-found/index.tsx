import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/index.js';

/** No name and no place: whether something exists outside a person's scope is not told here either. */
export default function NotFoundPage(): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return <EmptyState icon="search" title={t('shell.notFound.title')} note={t('shell.notFound.note')} action={<Button type="primary" size="small" onClick={() => void navigate({ to: '/' })}>{t('shell.notFound.home')}</Button>} />;
}
