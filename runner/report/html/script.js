'use strict';
// Only comfort: without it everything is there to read. It never makes markup of what tests said.
(() => {
	const root = document.documentElement;
	root.classList.add('script');

	const filter = document.getElementById('filter');
	const found = document.getElementById('found');
	const chips = [...document.querySelectorAll('#legend .chip')];
	const lists = ['wrong', 'attention', 'tests'].map(id => document.getElementById(id)).filter(Boolean);
	const tests = lists.flatMap(list => [...list.querySelectorAll('[data-id]')]);
	const groups = [...document.querySelectorAll('.group')];

	function apply() {
		const part = filter ? filter.value.trim().toLowerCase() : '';
		const labels = chips.filter(chip => chip.getAttribute('aria-pressed') === 'true')
			.map(chip => chip.dataset.label);
		const active = part !== '' || labels.length > 0;
		const wanted = test => test.dataset.id.includes(part) &&
			(labels.length === 0 || labels.includes(test.dataset.label));
		for (const test of tests)
			test.hidden = active && !wanted(test);
		let count = 0;
		for (const group of groups) {
			const left = group.querySelectorAll('li:not([hidden])').length;
			count += left;
			group.hidden = left === 0;
			group.open = active && left > 0;
		}
		if (found)
			found.value = active ? `${count} of ${root.dataset.tests}` : '';
	}

	// A test inside something closed is shown when a link leads to it.
	function reveal() {
		const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
		if (!target)
			return;
		if (target.matches('details'))
			target.open = true;
		for (let outer = target.closest('details'); outer; outer = outer.parentElement.closest('details'))
			outer.open = true;
		target.scrollIntoView();
	}

	function offer_copy(command) {
		const button = document.createElement('button');
		button.type = 'button';
		button.textContent = 'copy';
		button.addEventListener('click', async () => {
			await navigator.clipboard.writeText(command.querySelector('code').textContent);
			button.textContent = 'copied';
		});
		command.append(button);
	}

	root.dataset.tests = document.querySelectorAll('#tests [data-id]').length;
	for (const chip of chips)
		chip.addEventListener('click', () => {
			const pressed = chip.getAttribute('aria-pressed') === 'true';
			chip.setAttribute('aria-pressed', String(!pressed));
			apply();
		});
	if (filter)
		filter.addEventListener('input', apply);
	if (navigator.clipboard)
		document.querySelectorAll('.command').forEach(offer_copy);
	addEventListener('hashchange', reveal);
	reveal();
	root.dataset.script = 'done';
})();
