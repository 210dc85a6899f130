import { Lock } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { TableFrame } from "@/components/ui/table";

/** What stands on a page whose purpose is not the reader's to pursue: why, and whom to ask. */
export function RefusedPage({ title, refusal }: { title: string; refusal: string }) {
  return (
    <TableFrame>
      <EmptyState icon={Lock} title={title}>
        {refusal}
      </EmptyState>
    </TableFrame>
  );
}
