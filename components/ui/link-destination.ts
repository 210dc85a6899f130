/** Returns the address to which a click on a link takes this tab within the portal; null for a click that does not leave the page. */
export function linkDestination(event: MouseEvent): URL | null {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
  if (!link || (link.target !== "" && link.target !== "_self") || link.hasAttribute("download")) return null;
  const url = new URL(link.href);
  const { origin, pathname, search } = window.location;
  const isHere = url.pathname === pathname && url.search === search;
  return url.origin === origin && !isHere ? url : null;
}
