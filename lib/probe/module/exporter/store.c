// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/highmem.h>
#include <linux/slab.h>

#include "exporter/exporter.h"

struct cfp_store *cfp_store_create(struct cfp_session *session, u32 object,
				   unsigned int count, u32 generation)
{
	struct cfp_store *store = kvzalloc(struct_size(store, pages, count), GFP_KERNEL);
	unsigned int i;

	if (!store)
		return ERR_PTR(-ENOMEM);
	kref_init(&store->ref);
	store->session = cfp_session_get(session);
	store->object = object;
	store->generation = generation;
	store->count = count;
	for (i = 0; i < count; i++) {
		store->pages[i] = alloc_page(GFP_KERNEL | __GFP_ZERO);
		if (!store->pages[i]) {
			cfp_store_put(store);
			return ERR_PTR(-ENOMEM);
		}
	}
	return store;
}

struct cfp_store *cfp_store_get(struct cfp_store *store)
{
	kref_get(&store->ref);
	return store;
}

/* The offset of the first word that is not poison, or -1. */
static long cfp_page_damage(struct page *page)
{
	const u64 *words = kmap_local_page(page);
	unsigned int i = 0;

	while (i < PAGE_SIZE / sizeof(*words) && words[i] == CFP_POISON)
		i++;
	kunmap_local(words);
	return i < PAGE_SIZE / sizeof(*words) ? i * sizeof(*words) : -1;
}

static void cfp_store_report(struct cfp_store *store)
{
	unsigned int i;

	for (i = 0; i < store->count; i++) {
		long damage = cfp_page_damage(store->pages[i]);

		if (damage < 0)
			continue;
		cfp_log(store->session, NULL, (struct cfp_event){
			.kind = CFP_EVENT_STRAY_WRITE, .object = store->object,
			.generation = store->generation,
			.value = (u64)i * PAGE_SIZE + damage,
		});
	}
}

static void cfp_store_free(struct kref *ref)
{
	struct cfp_store *store = container_of(ref, struct cfp_store, ref);
	unsigned int i;

	if (store->retired)
		cfp_store_report(store);
	for (i = 0; i < store->count; i++)
		if (store->pages[i])
			__free_page(store->pages[i]);
	cfp_session_put(store->session);
	kvfree(store);
}

void cfp_store_put(struct cfp_store *store)
{
	if (store)
		kref_put(&store->ref, cfp_store_free);
}

void cfp_store_copy(struct cfp_store *to, struct cfp_store *from)
{
	unsigned int i;

	for (i = 0; i < to->count; i++)
		copy_highpage(to->pages[i], from->pages[i]);
}

void cfp_store_retire(struct cfp_store *store)
{
	unsigned int i, word;

	for (i = 0; i < store->count; i++) {
		u64 *words = kmap_local_page(store->pages[i]);

		for (word = 0; word < PAGE_SIZE / sizeof(*words); word++)
			WRITE_ONCE(words[word], CFP_POISON);
		kunmap_local(words);
	}
	store->retired = true;
}
