/**
 * Fragments that say in SQL which cameras are counted. Parameters: $1 the site ids of the scope (null: all), $2 the instant or the
 * window's begin, $3 the window's end. Instants are cut to whole seconds (rule R1 of test/vectors/README.md).
 */
export const IN_SCOPE = '($1::uuid[] is null or c.site_id = any($1::uuid[]))';

/** Excluded times of single cameras: outages inside approved maintenance (planned) or of an approved outside cause (excused), their own or their root's. */
export const EXCLUSION = `
  select o.camera_id, coalesce(p.state, o.state) as state, date_trunc('second', o.first_fail_at) as from_at, date_trunc('second', o.recovered_at) as to_at
  from outage o
  left join outage p on p.id = o.parent_id and p.state in ('planned', 'excused')
  where o.camera_id is not null and (o.state in ('planned', 'excused') or p.id is not null)`;

/**
 * How each camera of the scope stands at $2: not-commissioned, disabled, maintenance, or its state. Only the last is assessed.
 * A camera that no prober has looked at yet is unknown.
 */
export const STANDING = `
  select c.id, c.site_id, c.manufacturer, c.onvif_port, c.rtsp_port, c.file, s.auth_at, s.last_check_at, coalesce(s.by_parent, false) as by_parent, coalesce(s.flapping, false) as flapping,
    case
      when c.lifecycle in ('planned', 'installing') or c.commissioned_at > $2::timestamptz then 'not-commissioned'
      when c.lifecycle not in ('trial', 'in-service') or c.decommissioned_at <= $2::timestamptz then 'disabled'
      when exists (
        select from jsonb_array_elements(c.suspended) as pause
        where (pause->>'from')::timestamptz <= $2::timestamptz and coalesce((pause->>'to')::timestamptz, 'infinity') > $2::timestamptz) then 'disabled'
      when exists (
        select from (${EXCLUSION}) as excluded
        where excluded.camera_id = c.id and excluded.state = 'planned'
          and excluded.from_at <= $2::timestamptz and coalesce(excluded.to_at, 'infinity') > $2::timestamptz) then 'maintenance'
      else coalesce(s.state, 'unknown')
    end as standing
  from camera c
  left join camera_state s on s.camera_id = c.id
  where ${IN_SCOPE}`;

/**
 * The seconds of [$2, $3) in which each camera of the scope was in service (rule W1), as a multirange. A camera without a date of
 * commissioning counts from its entry in the ledger: before that nobody can have watched it. One that is out of service without
 * a date is not counted at all.
 */
export const SERVICE = `
  select c.id, life.span - coalesce(pauses.spans, '{}') as service
  from camera c
  cross join lateral (
    select date_trunc('second', greatest($2::timestamptz, coalesce(c.commissioned_at, c.created_at))) as from_at,
           date_trunc('second', least($3::timestamptz, coalesce(c.decommissioned_at, 'infinity'))) as to_at
  ) as dates
  cross join lateral (
    select case when dates.from_at < dates.to_at then tstzmultirange(tstzrange(dates.from_at, dates.to_at)) else '{}'::tstzmultirange end as span
  ) as life
  left join lateral (
    select range_agg(tstzrange(date_trunc('second', pause."from"), date_trunc('second', pause."to"))) as spans
    from jsonb_to_recordset(c.suspended) as pause("from" timestamptz, "to" timestamptz)
    where date_trunc('second', pause."from") < date_trunc('second', coalesce(pause."to", 'infinity'))
  ) as pauses on jsonb_array_length(c.suspended) > 0
  where ${IN_SCOPE}
    and c.lifecycle not in ('planned', 'installing')
    and (c.lifecycle in ('trial', 'in-service') or c.decommissioned_at is not null or jsonb_array_length(c.suspended) > 0)`;
