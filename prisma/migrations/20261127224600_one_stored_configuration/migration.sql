-- The parsed settings of a webhook become one column, of rows and of versions alike: docs/decisions/025-one-stored-configuration.md.
-- What is sealed is moved as it is, and opened by nobody.

-- A JSON column took half of a surrogate pair for text, from which PostgreSQL gives no value: it becomes the character for what cannot be read.
CREATE FUNCTION "whole_characters"("text" TEXT) RETURNS JSON LANGUAGE sql AS $$
  SELECT CASE WHEN "text" !~ '\\u[dD][89a-fA-F]' THEN "text" ELSE regexp_replace(regexp_replace("text",
    '(?<!\\)\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])', '\\ufffd', 'g'),
    '(?<!\\)(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}', '\\ufffd', 'g') END::JSON
$$;

-- Makes a configuration out of a webhook's columns, written as Prisma calls them: a version's snapshot had them so.
CREATE FUNCTION "configuration_of"("old" JSON) RETURNS JSON LANGUAGE sql AS $$
  SELECT json_build_object(
    'url', "old"->'url',
    'httpMethod', "old"->'httpMethod',
    'auth', CASE "old"->>'authType'
      WHEN 'BASIC' THEN json_build_object(
        'authType', "old"->'authType',
        'username', coalesce("old"#>'{authSettings,username}', '""'),
        'secretReference', "old"#>'{authSettings,secretReference}')
      WHEN 'API_KEY' THEN json_build_object(
        'authType', "old"->'authType',
        'keyName', coalesce("old"#>'{authSettings,keyName}', '""'),
        'secretReference', "old"#>'{authSettings,secretReference}')
      WHEN 'OAUTH_CLIENT_CREDENTIALS' THEN json_build_object(
        'authType', "old"->'authType',
        'clientId', coalesce("old"#>'{authSettings,clientId}', '""'),
        'endpoint', coalesce("old"#>'{authSettings,endpoint}', '""'),
        'httpMethod', coalesce("old"#>'{authSettings,httpMethod}', '"POST"'),
        'customParameters', "old"->'authParameters',
        'secretReference', "old"#>'{authSettings,secretReference}')
      ELSE json_build_object('authType', 'NONE') END,
    'filter', "old"->'filter',
    'filterConditions', "old"->'filterConditions',
    'payloadConfiguration', json_build_object(
      'hydrate_entity', "old"->'hydrateEntity',
      'include_relations', "old"->'includeRelations',
      'include_activity', "old"->'includeActivity',
      'include_changed_attributes', "old"->'includeChangedAttributes',
      'custom_headers', "old"->'customHeaders'),
    'payloadFormat', "old"->'payloadFormat',
    'signatureHeader', "old"->'signatureHeader',
    'jsonataExpression', "old"->'jsonataExpression',
    'retryPolicy', json_build_object('enabled', "old"->'retryEnabled', 'maxAttempts', "old"->'retryMaxAttempts'),
    'enableStaticIP', "old"->'useStaticIp',
    'timeoutSeconds', "old"->'timeoutSeconds',
    'successStatus', "old"->'successStatus',
    'maxRequestsPerSecond', "old"->'maxRequestsPerSecond',
    'protected', "old"->'isProtected',
    'eventVersion', "old"->'eventVersion',
    '_manifest', "old"->'manifest')
$$;

ALTER TABLE "webhook" ADD COLUMN "configuration" JSON;

UPDATE "webhook" SET "configuration" = "configuration_of"(json_build_object(
  'url', "url",
  'httpMethod', "http_method",
  'authType', "auth_type",
  'authSettings', "whole_characters"("auth_settings"::TEXT),
  'authParameters', "auth_parameters",
  'customHeaders', "custom_headers",
  'retryEnabled', "retry_enabled",
  'retryMaxAttempts', "retry_max_attempts",
  'timeoutSeconds', "timeout_seconds",
  'successStatus', "success_status",
  'maxRequestsPerSecond', "max_requests_per_second",
  'useStaticIp', "use_static_ip",
  'filter', "whole_characters"("filter"::TEXT),
  'filterConditions', "whole_characters"("filter_conditions"::TEXT),
  'hydrateEntity', "hydrate_entity",
  'includeRelations', "include_relations",
  'includeActivity', "include_activity",
  'includeChangedAttributes', "include_changed_attributes",
  'payloadFormat', "payload_format",
  'signatureHeader', "signature_header",
  'jsonataExpression', "jsonata_expression",
  'isProtected', "protected",
  'eventVersion', "event_version",
  'manifest', coalesce("manifest", ARRAY[]::TEXT[])));

ALTER TABLE "webhook" ALTER COLUMN "configuration" SET NOT NULL,
DROP COLUMN "url",
DROP COLUMN "http_method",
DROP COLUMN "auth_type",
DROP COLUMN "auth_settings",
DROP COLUMN "auth_parameters",
DROP COLUMN "custom_headers",
DROP COLUMN "retry_enabled",
DROP COLUMN "retry_max_attempts",
DROP COLUMN "timeout_seconds",
DROP COLUMN "success_status",
DROP COLUMN "max_requests_per_second",
DROP COLUMN "use_static_ip",
DROP COLUMN "filter",
DROP COLUMN "filter_conditions",
DROP COLUMN "hydrate_entity",
DROP COLUMN "include_relations",
DROP COLUMN "include_activity",
DROP COLUMN "include_changed_attributes",
DROP COLUMN "payload_format",
DROP COLUMN "signature_header",
DROP COLUMN "jsonata_expression",
DROP COLUMN "protected",
DROP COLUMN "event_version",
DROP COLUMN "manifest";

DROP TYPE "auth_type";

-- What SQL asks of a configuration. The two that the claim reads have other names than before: the claim of a process that is older than this
-- names what is not there any more, and takes nothing. No enum: its casts are not immutable.
ALTER TABLE "webhook"
ADD COLUMN "url" TEXT GENERATED ALWAYS AS ("configuration"->>'url') STORED,
ADD COLUMN "http_method" TEXT NOT NULL GENERATED ALWAYS AS (coalesce("configuration"->>'httpMethod', 'POST')) STORED,
ADD COLUMN "claim_timeout_seconds" INTEGER NOT NULL GENERATED ALWAYS AS (coalesce(("configuration"->>'timeoutSeconds')::INTEGER, 120)) STORED,
ADD COLUMN "claim_max_requests_per_second" INTEGER GENERATED ALWAYS AS (("configuration"->>'maxRequestsPerSecond')::INTEGER) STORED;

UPDATE "webhook_version" SET "snapshot" = "whole_characters"("snapshot"::TEXT) WHERE "snapshot"::TEXT ~ '\\u[dD][89a-fA-F]';

UPDATE "webhook_version" SET "snapshot" = json_build_object(
  'name', "snapshot"->'name',
  'eventName', "snapshot"->'eventName',
  'enabled', "snapshot"->'enabled',
  'disabledReason', "snapshot"->'disabledReason',
  'hasAuthSecret', "snapshot"->'hasAuthSecret',
  'configuration', "configuration_of"("snapshot"));

DROP FUNCTION "configuration_of";

DROP FUNCTION "whole_characters";
