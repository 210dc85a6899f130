import { z } from "zod";
import { activityAnswer } from "@/domain/activity/activity-input";
import { apiTokenAnswer } from "@/domain/api-token/api-token";
import { searchOptions } from "@/domain/delivery/search-options";
import { webhookEvent, webhookEventAttempt } from "@/domain/delivery/webhook-event";
import { entityAnswer } from "@/domain/entity/entity-answers";
import { relationAnswer } from "@/domain/entity/relation-input";
import { entityAttribute, entitySchemaItem } from "@/domain/entity-schema/entity-schema";
import { environmentVariableAnswer } from "@/domain/environment/environment-variable";
import { inbox } from "@/domain/inbox/inbox";
import { inboxAnswer, inboxSequenceStep } from "@/domain/inbox/inbox-answer";
import { inboxRequest, inboxRequestSummary } from "@/domain/inbox/inbox-request";
import { replayItem, replayJob } from "@/domain/replay-job/replay-job";
import { oauthConfigAnswer, oauthConfigInput } from "@/domain/webhook/oauth-config";
import { payloadConfigurationAnswer, payloadConfigurationInput } from "@/domain/webhook/payload-settings";
import { webhookAuthAnswer, webhookAuthInput } from "@/domain/webhook/webhook-auth";
import { webhookConfigAnswer, webhookConfigInput } from "@/domain/webhook/webhook-config";
import { fieldChange, webhookVersion } from "@/domain/webhook/webhook-version";

const NAMED: Readonly<Record<string, z.ZodType>> = {
  WebhookConfig: webhookConfigAnswer,
  WebhookConfigInput: webhookConfigInput,
  Auth: webhookAuthAnswer,
  AuthInput: webhookAuthInput,
  OAuthConfig: oauthConfigAnswer,
  OAuthConfigInput: oauthConfigInput,
  PayloadConfiguration: payloadConfigurationAnswer,
  PayloadConfigurationInput: payloadConfigurationInput,
  WebhookEvent: webhookEvent,
  Attempt: webhookEventAttempt,
  SearchOptions: searchOptions,
  Entity: entityAnswer,
  Relation: relationAnswer,
  Activity: activityAnswer,
  EntitySchema: entitySchemaItem,
  EntityAttribute: entityAttribute,
  EnvironmentVariable: environmentVariableAnswer,
  ApiToken: apiTokenAnswer,
  ReplayJob: replayJob,
  ReplayItem: replayItem,
  Inbox: inbox,
  InboxAnswer: inboxAnswer,
  InboxSequenceStep: inboxSequenceStep,
  InboxRequest: inboxRequest,
  InboxRequestSummary: inboxRequestSummary,
  ConfigVersion: webhookVersion,
  FieldChange: fieldChange,
};

/** The schemas that the definition contains once, under a name of their own. */
export const NAMED_SCHEMAS = z.registry<{ id: string }>();
for (const [id, schema] of Object.entries(NAMED)) NAMED_SCHEMAS.add(schema, { id });
