"use client";

const CHANNEL = "postern.organization";

/**
 * Loads a page anew after another organization was chosen: nothing of the one before stays in the router's cache. The browser's other
 * tabs do so as well (`followOrganization`): what they show would be saved in an organization that they do not name.
 */
export function goTo(path: "/"): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage("changed");
  channel.close();
  window.location.assign(path);
}

/** Loads the start page when another tab has chosen another organization. Gives what ends this. */
export function followOrganization(): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = () => window.location.assign("/");
  return () => channel.close();
}
