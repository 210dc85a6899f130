"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { inferEventSchemaAction, saveEventTypeAction } from "@/app/(portal)/events/catalogue/actions";
import { EventTypeForm } from "@/components/event-type/event-type-form";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import type { EventTypeAnswer } from "@/domain/event/event-type-definition";

/** Shows the form of an event type, a new one where `type` is null. Goes to the type's own page after saving. */
export function EventTypeEditor({ type }: { type: EventTypeAnswer | null }) {
  const router = useRouter();
  const hrefOf = (name: string) => `/events/catalogue/${encodeURIComponent(name)}` as Route;
  return (
    <EventTypeForm
      type={type}
      onSubmit={async (settings) => {
        const result = await saveEventTypeAction({ name: type?.name ?? null, settings });
        if (result.ok) {
          toast.success(type ? "Saved the event type" : "Added the event type");
          router.push(hrefOf(result.data.name));
        }
        return result;
      }}
      onInfer={type && (() => inferEventSchemaAction(type.name))}
      cancel={
        <Button asChild variant="ghost">
          <Link href={type ? hrefOf(type.name) : "/events/catalogue"}>Cancel</Link>
        </Button>
      }
    />
  );
}
