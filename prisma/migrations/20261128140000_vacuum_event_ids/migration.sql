-- The ids of a day are deleted row by row. Vacuum follows at once, so that the next day's ids take their place and the table levels off.
ALTER TABLE "published_event_id" SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
