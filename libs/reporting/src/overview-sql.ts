/**
 * The instant rate of the whole district as a person can recompute it, with psql and nothing else. For a part of the district, add a
 * condition on `c.site_id`. Shown by the console beside the rate; the integration test runs it and compares.
 */
export const overviewSql = `-- Instant online rate, now. online / (online + offline); unknown cameras are in neither.
select count(*) filter (where state in ('online', 'degraded')) as online,
       count(*) filter (where state = 'offline')               as offline,
       count(*) filter (where state = 'unknown')               as unknown,
       round(100.0 * count(*) filter (where state in ('online', 'degraded'))
             / nullif(count(*) filter (where state in ('online', 'degraded', 'offline')), 0), 2) as percent
from (
  select coalesce(s.state, 'unknown') as state
  from camera c
  left join camera_state s on s.camera_id = c.id
  where c.lifecycle in ('trial', 'in-service')
    and (c.commissioned_at is null or c.commissioned_at <= now())
    and (c.decommissioned_at is null or c.decommissioned_at > now())
    and not exists (select 1 from jsonb_array_elements(c.suspended) p
                    where (p->>'from')::timestamptz <= now() and coalesce((p->>'to')::timestamptz, 'infinity') > now())
    and not exists (select 1 from outage o left join outage root on root.id = o.parent_id
                    where o.camera_id = c.id and 'planned' in (o.state, root.state)
                      and o.first_fail_at <= now() and coalesce(o.recovered_at, 'infinity') > now())
) assessed;
`;
