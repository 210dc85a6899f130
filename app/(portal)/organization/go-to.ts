"use client";

const CHANNEL = "postern.organization";

/**
 * Loads a page newly after another organization was chosen, so that the router's cache keeps nothing of the one before. The
 * browser's other tabs load newly too (`followOrganization`): a form in them would otherwise be saved in the other organization.
 */
export function goTo(path: "/"): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage("changed");
  channel.close();
  window.location.assign(path);
}

/** Loads the start page when another tab has chosen another organization. Returns a function that ends this. */
export function followOrganization(): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = () => window.location.assign("/");
  return () => channel.close();
}
