import type { Activity } from "@/domain/activity/activity";
import { ACTIVITY_ID_FORM } from "@/domain/entity/entity-input";
import { PosternError } from "@/domain/errors";
import { parseJsonObject } from "@/domain/json/parse-json-object";
import { MAX_COUNTED } from "@/domain/max-counted";
import { Prisma } from "@/prisma/generated/client";
import type { Database, Transaction } from "@/server/platform/db";
import { PREPARED } from "@/server/platform/prepared-statements";

/** An activity that exists already, with the number of its operations, counted to MAX_COUNTED and no further. */
export interface KnownActivity {
  activity: Activity;
  operations: number;
}

export type ActivityRow = Omit<Activity, "payload" | "caller"> & { payload: string | null; caller: string; operations: number };

/** The columns of `a`, an activity's row. Operations are counted at every change that names the activity, so not without end. */
export const ACTIVITY_COLUMNS = Prisma.sql`
  a.id, a.type, a.title, a.message, a.payload::text as payload, a.pending, a.caller::text as caller, a.at, (
    select count(*)::int from (
      select from activity_operation o
      where o.organization_id = a.organization_id and o.activity_id = a.id and o.operation is not null
      limit ${MAX_COUNTED}::int
    ) counted
  ) as operations`;

/** Returns the activity of a row. */
export function toKnownActivity({ payload, caller, operations, ...row }: ActivityRow): KnownActivity {
  return { activity: { ...row, payload: payload === null ? null : parseJsonObject(payload), caller: parseJsonObject(caller) }, operations };
}

/** Returns an activity of an organization. Throws PosternError `not_found`. */
export async function findActivity(input: { db: Database | Transaction; organizationId: string; id: string }): Promise<KnownActivity> {
  const { db, organizationId, id } = input;
  if (ACTIVITY_ID_FORM.test(id)) {
    const [row] = await db.$queryRaw<ActivityRow[]>`${PREPARED}
      select ${ACTIVITY_COLUMNS} from activity a where a.organization_id = ${organizationId} and a.id = ${id}`;
    if (row) return toKnownActivity(row);
  }
  throw new PosternError("not_found", "This organization has no such activity. Activities are kept for as long as deliveries are.");
}
