import { Lock } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { TableFrame } from "@/components/ui/table";

/** Shows, in place of a page that the reader's role may not use, why that is and whom to ask. */
export function RefusedPage({ title, refusal }: { title: string; refusal: string }) {
  return (
    <TableFrame>
      <EmptyState icon={Lock} title={title}>
        {refusal}
      </EmptyState>
    </TableFrame>
  );
}
