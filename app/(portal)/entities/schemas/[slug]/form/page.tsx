import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readSchema } from "@/app/(portal)/entities/read-schema";
import { SchemaFrame } from "@/app/(portal)/entities/schema-frame";
import { PublicForm } from "@/app/(portal)/entities/schemas/[slug]/form/public-form";
import { FORM_SCHEMA } from "@/domain/submission-form/submission-form";
import { getSubmissionForm } from "@/server/submission-form/get-submission-form";

export const metadata: Metadata = { title: "Public form" };

export default async function PublicFormPage({ params }: PageProps<"/entities/schemas/[slug]/form">) {
  const { ctx, schema } = await readSchema((await params).slug);
  if (schema.slug !== FORM_SCHEMA) notFound();
  return (
    <SchemaFrame schema={schema} actions={null}>
      <PublicForm form={await getSubmissionForm({ ctx })} />
    </SchemaFrame>
  );
}
