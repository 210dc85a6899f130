import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import type { Metadata, Route } from "next";
import { recordsKey } from "@/app/(portal)/entities/[slug]/(records)/queries";
import { readRecordPage } from "@/app/(portal)/entities/[slug]/(records)/read-record-page";
import { RecordList } from "@/app/(portal)/entities/[slug]/(records)/record-list";
import { readSchema } from "@/app/(portal)/entities/read-schema";
import { SchemaFrame } from "@/app/(portal)/entities/schema-frame";
import { readRecordFilter } from "@/components/entity/record-filter";
import { GuardedButton } from "@/components/permission/guarded-button";
import { plainJson } from "@/domain/json/plain-json";

export async function generateMetadata({ params }: PageProps<"/entities/[slug]">): Promise<Metadata> {
  const { schema } = await readSchema((await params).slug);
  return { title: schema.plural };
}

export default async function RecordsPage({ params, searchParams }: PageProps<"/entities/[slug]">) {
  const { ctx, schema } = await readSchema((await params).slug);
  const given = await searchParams;
  const get = (name: string) => {
    const value = given[name];
    return typeof value === "string" ? value : null;
  };
  const filter = readRecordFilter({ get });
  const page = await readRecordPage({ ctx, schema, filter, after: null });
  const client = new QueryClient();
  // The browser parses its answers into plain numbers too.
  client.setQueryData(recordsKey(schema.slug, filter), { pages: [plainJson(page)], pageParams: [null] });
  const create = (
    <GuardedButton scope="write" href={`/entities/${schema.slug}/new` as Route} variant="primary">
      <Plus aria-hidden />
      Create record
    </GuardedButton>
  );
  return (
    <SchemaFrame schema={schema} actions={create}>
      <HydrationBoundary state={dehydrate(client)}>
        <RecordList schema={schema} create={create} />
      </HydrationBoundary>
    </SchemaFrame>
  );
}
