import { toast } from "@medusajs/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { sentence } from "../format/sentence";
import { CALYPSO } from "./queries";
import { sdk } from "./sdk";

export interface Action {
  /** Below /admin/calypso/. */
  path: string;
  method?: "POST" | "DELETE";
  body?: object;
  /** Said when it worked. */
  done?: string;
  /** Changes nothing, so nothing has to be read anew. */
  readsOnly?: boolean;
}

/**
 * Does one thing at a time: a second click while the first is under way does nothing. Whatever came of it, what is on the page is
 * read anew, the order among it, whose payment status changes with ours.
 */
export function useAction<Answer = unknown>() {
  const queries = useQueryClient();
  const mutation = useMutation({
    mutationFn: ({ path, method = "POST", body }: Action) =>
      sdk.client.fetch<Answer>(`/admin/calypso/${path}`, {
        method,
        ...(method === "POST" ? { body: body ?? {} } : {}),
      }),
    onSuccess: (_, { done }) => {
      if (done) toast.success(done);
    },
    onError: (error) => toast.error(sentence(error.message)),
    onSettled: (_answer, _error, { readsOnly }) => {
      if (readsOnly) return;
      void queries.invalidateQueries({ queryKey: [CALYPSO] });
      void queries.invalidateQueries({ queryKey: ["orders"] });
    },
  });
  return {
    isPending: mutation.isPending,
    /** @returns the answer, or undefined if it failed (what was said is shown) or another is under way */
    run: async (action: Action): Promise<Answer | undefined> => {
      if (mutation.isPending) return undefined;
      return mutation.mutateAsync(action).catch(() => undefined);
    },
  };
}
