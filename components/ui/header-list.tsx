/** Shows the headers of a request or an answer, each name with its value. */
export function HeaderList({ headers }: { headers: Readonly<Record<string, string>> }) {
  return (
    <dl className="grid min-w-0 gap-x-4 gap-y-1 rounded-lg border bg-sunken p-3 font-mono text-xs sm:grid-cols-[minmax(7rem,max-content)_minmax(0,1fr)]">
      {Object.entries(headers).map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-ink-muted">{name}</dt>
          <dd className="min-w-0 break-all max-sm:mb-1.5">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
