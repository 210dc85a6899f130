/** The paths of the APIs of entities and automations. Their definitions describe errors as `{ status, error }`. */
const WITH_STATUS = /^\/v\d+\/(?:entity|automation)(?:[/:]|$)/;

/**
 * Checks whether the errors at a path also have the form of the entity and automation APIs: `status`, the HTTP status, and
 * `error`, its name. What every error of ours says stands beside them.
 */
export function hasStatusForm(path: string): boolean {
  return WITH_STATUS.test(path);
}
