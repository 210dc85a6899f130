/** Shows the mark: a gate in a wall, and the small gate in it. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={className} aria-hidden="true">
      <rect width="32" height="32" rx="7" className="fill-accent" />
      <path d="M8 25V15a8 8 0 0 1 16 0v10" fill="none" stroke="#fff" strokeWidth="2.6" strokeLinecap="round" />
      <path d="M13 25v-8.5a3 3 0 0 1 6 0V25" fill="#fff" />
    </svg>
  );
}
