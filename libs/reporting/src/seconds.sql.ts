import { EXCLUSION, SERVICE } from './population.sql.js';

/** Seconds in a multirange; null counts as none. */
const secondsIn = (spans: string): string => `coalesce((select sum(extract(epoch from upper(span) - lower(span))) from unnest(${spans}) as span), 0)`;

/** What the transitions say of the cameras in `watched(id)`: when each was up and when it was down within [$2, $3). */
const SEEN = `
  select camera_id,
    range_agg(tstzrange(at, until)) filter (where state in ('online', 'degraded') and at < until) as up,
    range_agg(tstzrange(at, until)) filter (where state = 'offline' and at < until) as down
  from (
    select camera_id, state, at, coalesce(lead(at) over (partition by camera_id order by at, id), $3::timestamptz) as until
    from (
      select watched.id as camera_id, 0 as id, $2::timestamptz as at, earlier.to_state as state
      from watched
      cross join lateral (select to_state from transition t where t.camera_id = watched.id and t.at < $2::timestamptz order by t.at desc, t.id desc limit 1) as earlier
      union all
      select t.camera_id, t.id, date_trunc('second', t.at), t.to_state
      from transition t join watched on watched.id = t.camera_id
      where t.at >= $2::timestamptz and t.at < $3::timestamptz
    ) as step
  ) as lasting
  group by camera_id`;

const AWAY = `
  select camera_id, range_agg(tstzrange(from_at, to_at)) as spans
  from (${EXCLUSION}) as excluded
  where from_at < coalesce(to_at, 'infinity') and from_at < $3::timestamptz and coalesce(to_at, 'infinity') > $2::timestamptz
  group by camera_id`;

/** Up and down seconds, gross and net, and the seconds in service, per bucket of `bucket(at, until)` for the cameras of `watched(id, service)`. */
const EXACT = `
  select bucket.at,
    sum(${secondsIn('part.service * coalesce(seen.up, \'{}\')')}) as gross_up, sum(${secondsIn('part.service * coalesce(seen.down, \'{}\')')}) as gross_down,
    sum(${secondsIn('part.service')}) as gross_service,
    sum(${secondsIn('part.net * coalesce(seen.up, \'{}\')')}) as net_up, sum(${secondsIn('part.net * coalesce(seen.down, \'{}\')')}) as net_down,
    sum(${secondsIn('part.net')}) as net_service
  from watched
  left join (${SEEN}) as seen on seen.camera_id = watched.id
  left join away on away.camera_id = watched.id
  join bucket on watched.service && tstzrange(bucket.at, bucket.until)
  cross join lateral (select watched.service * tstzmultirange(tstzrange(bucket.at, bucket.until)) as service) as whole
  cross join lateral (select whole.service, whole.service - coalesce(away.spans, '{}') as net) as part
  group by bucket.at`;

/**
 * The time-based rate of [$2, $3), whole seconds, exactly, from transitions alone. Answers one row: gross_up, gross_down, gross_service, net_up,
 * net_down, net_service in seconds; what is in service and neither up nor down is unknown (rule W2).
 */
export const WINDOW_SECONDS = `
with away as (${AWAY}),
watched as (${SERVICE}),
bucket as (select $2::timestamptz as at, $3::timestamptz as until),
exact as (${EXACT})
select coalesce(sum(gross_up), 0)::bigint as gross_up, coalesce(sum(gross_down), 0)::bigint as gross_down, coalesce(sum(gross_service), 0)::bigint as gross_service,
  coalesce(sum(net_up), 0)::bigint as net_up, coalesce(sum(net_down), 0)::bigint as net_down, coalesce(sum(net_service), 0)::bigint as net_service
from exact`;

/** Units of a trend, in the district's own calendar. */
export type TrendUnit = 'hour' | 'day' | 'month';

/**
 * The same per hour, day or month of [$2, $3), whole hours. Cameras that were in service all the time and never excluded come from the
 * hourly roll-ups; the others, whose hours are cut, come exactly from the transitions.
 */
export const bucketSeconds = (unit: TrendUnit): string => `
with away as (${AWAY}),
served as (${SERVICE}),
bucket as (
  select greatest(local at time zone 'Asia/Shanghai', $2::timestamptz) as at, least((local + interval '1 ${unit}') at time zone 'Asia/Shanghai', $3::timestamptz) as until
  from generate_series(date_trunc('${unit}', $2::timestamptz at time zone 'Asia/Shanghai'), $3::timestamptz at time zone 'Asia/Shanghai' - interval '1 second', interval '1 ${unit}') as local
),
plain as (
  select id from served
  where service = tstzmultirange(tstzrange($2::timestamptz, $3::timestamptz)) and not exists (select from away where away.camera_id = served.id)
),
watched as (select id, service from served where id not in (select id from plain)),
rolled as (
  select greatest(date_trunc('${unit}', r.hour at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai', $2::timestamptz) as at, sum(r.up_s) as up, sum(r.down_s) as down
  from rollup_hour r join plain on plain.id = r.camera_id
  where r.hour >= $2::timestamptz and r.hour < $3::timestamptz
  group by 1
),
exact as (${EXACT})
select bucket.at,
  (coalesce(rolled.up, 0) + coalesce(exact.gross_up, 0))::bigint as gross_up, (coalesce(rolled.down, 0) + coalesce(exact.gross_down, 0))::bigint as gross_down,
  ((select count(*) from plain) * extract(epoch from bucket.until - bucket.at) + coalesce(exact.gross_service, 0))::bigint as gross_service,
  (coalesce(rolled.up, 0) + coalesce(exact.net_up, 0))::bigint as net_up, (coalesce(rolled.down, 0) + coalesce(exact.net_down, 0))::bigint as net_down,
  ((select count(*) from plain) * extract(epoch from bucket.until - bucket.at) + coalesce(exact.net_service, 0))::bigint as net_service
from bucket
left join rolled on rolled.at = bucket.at
left join exact on exact.at = bucket.at
order by bucket.at`;
