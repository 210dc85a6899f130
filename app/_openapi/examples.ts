/** A webhook as a caller describes it. */
const CONFIG = {
  name: "Orders to my shop",
  eventName: "customer_request_created",
  url: "https://example.com/hooks",
  httpMethod: "POST",
  auth: { authType: "BASIC", basicAuthConfig: { username: "shop", password: "secret" } },
};

const CREATED = {
  id: "f3Kd9aQw2LxZ",
  name: "Orders to my shop",
  eventName: "customer_request_created",
  url: "https://example.com/hooks",
  httpMethod: "POST",
  enabled: true,
  status: "active",
  auth: { authType: "BASIC", basicAuthConfig: { username: "shop" } },
  payloadConfiguration: { hydrate_entity: true, include_relations: false, include_activity: false, include_changed_attributes: false },
  payloadFormat: "entity_envelope",
  retryPolicy: { enabled: true, maxAttempts: 3 },
  enableStaticIP: false,
  timeoutSeconds: 120,
  successStatus: "2xx",
  protected: false,
  _manifest: [],
  creationTime: "2026-03-01T12:00:00.000Z",
  updatedTime: "2026-03-01T12:00:00.000Z",
};

const METADATA = {
  organization_id: "org_01JNXJ5V8B",
  action: "customer_request_created",
  creation_timestamp: "2026-03-01T12:00:00.000Z",
  webhook_id: CREATED.id,
  webhook_name: CREATED.name,
  correlation_id: "order-42",
};

const EVENT = {
  event_id: "dlv_01JNXJ6QZ4M8T2",
  message_id: "msg_01JNXJ6QZ4M8T3",
  org_id: METADATA.organization_id,
  webhook_config_id: CREATED.id,
  url: CREATED.url,
  created_at: "2026-03-01T12:00:00.000Z",
  event_name: CREATED.eventName,
  http_response: { status_code: 200, body: { received: true } },
  metadata: METADATA,
  status: "succeeded",
  http_method: "POST",
  payload: '{"metadata":{"organization_id":"org_01JNXJ5V8B"},"entity":{"_id":"42"}}',
  retry_attempt: 0,
  can_reapply_transform: false,
  can_reapply_transform_reason: "no_transform_configured",
};

const ANSWER = { status: 200, headers: {}, body: "", delaySeconds: 0 };

const INBOX = {
  id: "h7Xw2mQp9TzKc4RvN8sYb3Ld",
  name: "Try it",
  url: "https://postern.example.com/inbox/h7Xw2mQp9TzKc4RvN8sYb3Ld",
  answer: ANSWER,
  sequence: [{ ...ANSWER, status: 500, times: 2 }],
  sequenceLeft: 2,
  received: 0,
  kept: 0,
  lastRequestAt: null,
  createdAt: "2026-03-01T12:00:00.000Z",
};

const INBOX_REQUEST = {
  id: "irq_01JNXJ70V3C5K8",
  number: 1,
  receivedAt: "2026-03-01T12:00:01.000Z",
  method: "POST",
  query: "",
  bodySize: 71,
  isBodySizeExact: true,
  signature: "verified",
  signatureNote: "Both signatures fit: the webhook's signing secret and this installation's Ed25519 key.",
  webhookId: CREATED.id,
  answered: { status: 500, delaySeconds: 0 },
};

/** Examples of the operations' requests and answers. A test checks each against the operation's own schemas. */
export const EXAMPLES: Readonly<Record<string, { request?: unknown; response?: unknown }>> = {
  getPublicKey: {
    response: {
      public_key: "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----\n",
      algorithm: "ed25519",
      issuer: "postern",
    },
  },
  getConfiguredEvents: { response: [{ eventName: "customer_request_created", eventLabel: "Customer Request Created" }] },
  getConfigs: { response: [CREATED] },
  createConfig: { request: CONFIG, response: { ...CREATED, signingSecret: "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD" } },
  getConfig: { response: CREATED },
  updateConfig: {
    request: { ...CONFIG, enabled: false, auth: { authType: "BASIC", basicAuthConfig: { username: "shop" } } },
    response: { ...CREATED, enabled: false, status: "inactive", updatedTime: "2026-03-01T12:30:00.000Z" },
  },
  testOAuth: { response: { success: true, message: "The token endpoint gave an access token.", expires_in: 3600, token_type: "Bearer" } },
  triggerWebhook: {
    request: { metadata: { action: "Sent by hand" }, entity: { _id: "42", _title: "Solar panels" } },
    response: { event_id: EVENT.event_id, message: "queued", start_date: EVENT.created_at },
  },
  getWebhookEventsV2: { request: { limit: 25, status: "failed" }, response: { data: [EVENT], next_cursor: null, has_more: false } },
  getWehookEvents: { response: { data: [EVENT] } },
  getEventById: { response: { ...EVENT, attempts: [] } },
  replayEvent: { request: { reapply_transform: false } },
  batchReplayEvents: { request: { eventIds: [EVENT.event_id] }, response: { replayed_event_ids: [EVENT.event_id] } },
  getWebhookExample: { request: {}, response: { metadata: METADATA, entity: { _id: "42", _title: "Solar panels" } } },
  rotateSecret: { request: { overlapHours: 24 }, response: { ...CREATED, signingSecret: "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD" } },
  previewWebhook: { request: { event: { entity: { _id: "42", _title: "Solar panels" } } } },
  previewUnsavedWebhook: {
    request: { config: CONFIG, event: { entity: { _id: "42", _title: "Solar panels" } } },
  },
  createReplayJob: {
    request: { status: "failed", timestamp: { from: "2026-03-01T00:00:00.000Z" }, dryRun: true },
    response: { count: 12 },
  },
  createEnvironmentVariable: {
    request: { key: "shop.password", type: "SecretString", value: "correct horse", hosts: ["shop.example.com"] },
  },
  updateEnvironmentVariable: { request: { type: "String", value: "https://shop.example.com" } },
  createToken: { request: { name: "Order service", scopes: ["publish"] } },
  createEvent: {
    request: {
      name: "order.shipped",
      label: "Order Shipped",
      schema: {
        type: "object",
        required: ["entity"],
        properties: {
          entity: { type: "object", required: ["_id"], properties: { _id: { type: "string" }, carrier: { type: "string" } } },
        },
      },
      example: { entity: { _id: "42", carrier: "Northern Parcel" } },
    },
  },
  replaceEvent: {
    request: {
      name: "order.shipped",
      label: "Order Shipped",
      description: "A parcel has left the warehouse.",
      schema: {
        type: "object",
        required: ["entity"],
        properties: { entity: { type: "object", required: ["_id"], properties: { _id: { type: "string" } } } },
      },
    },
  },
  inferEventSchema: { request: { event_id: EVENT.event_id } },
  publishEvents: {
    request: { eventName: "customer_request_created", event_id: "order-42", entity: { _id: "42", _title: "Solar panels" } },
    response: {
      events: [
        {
          event_id: "order-42",
          duplicate: false,
          deliveries: [{ webhook_config_id: CREATED.id, event_id: EVENT.event_id, status: "in_progress" }],
        },
      ],
    },
  },
  createInbox: { request: { name: "Try it", sequence: [{ status: 500, times: 2 }] }, response: INBOX },
  listInboxes: { response: { data: [INBOX], next_cursor: null, has_more: false } },
  getInbox: { response: INBOX },
  updateInbox: {
    request: { sequence: [], answer: { status: 503, headers: { "Retry-After": "30" } } },
    response: { ...INBOX, sequence: [], sequenceLeft: 0, answer: { ...ANSWER, status: 503, headers: { "Retry-After": "30" } } },
  },
  listInboxRequests: { response: { data: [INBOX_REQUEST], next_cursor: null, has_more: false } },
  getInboxRequest: {
    response: {
      ...INBOX_REQUEST,
      headers: { "content-type": "application/json", "webhook-id": "msg_01JNXJ6QZ4M8T3", "webhook-timestamp": "1772366401" },
      body: EVENT.payload,
      bodyEncoding: "utf8",
      isBodyCut: false,
    },
  },
};
