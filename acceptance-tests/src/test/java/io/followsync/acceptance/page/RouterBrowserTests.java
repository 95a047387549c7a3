package io.followsync.acceptance.page;

import java.util.Arrays;
import java.util.List;

import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests the router of the page with views of its own. */
@StackTest(StackKind.QUIET)
@BrowserTest
@Order(20)
class RouterBrowserTests {

	private static final String TWO_VIEWS = """
			const { Router } = await import('/app/router.js');
			const log = [];
			const view = (name, extra = {}) => {
			  const template = document.createElement('template');
			  template.id = `${name}-view`;
			  const section = document.createElement('section');
			  const heading = document.createElement('h1');
			  heading.tabIndex = -1;
			  heading.textContent = name;
			  section.append(heading);
			  template.content.append(section);
			  document.body.append(template);
			  const mount = (element, { service, id = '', query }) => {
			    log.push(`mount ${name} ${service} ${id} ${new URLSearchParams(query)}`.trim());
			    const unmount = () => log.push(`unmount ${name}`);
			    return extra.hash?.includes('{') ? { unmount, update: ({ sort }) => log.push(`update ${name} ${sort}`) } : unmount;
			  };
			  return { ...extra, load: async () => ({ mount }) };
			};
			const settled = () => new Promise((resolve) => { setTimeout(resolve, 100); });
			const outlet = document.getElementById('view');
			const missing = { load: () => Promise.reject(new Error('gone')) };
			// No address is one that the page's own router would follow.
			const routes = { job: view('job'), history: view('history', { hash: '#/history' }),
			  people: view('people', { hash: '#/rooms/{id}/people' }), missing };
			const router = new Router(outlet, routes, { service: 'api' }, () => log.push('not loaded'));
			""";

	@Test
	void unmountsAViewBeforeItMountsTheNext(Stack stack, Owner owner) {
		assertThat(run(stack, owner, """
				await router.go('job', { id: 7 });
				await router.go('history');
				return [...log, document.activeElement.textContent, outlet.childElementCount];"""))
			.isEqualTo(List.of("mount job api 7", "unmount job", "mount history api", "history", 1));
	}

	@Test
	void removesWhatAnEarlierViewAnnounced(Stack stack, Owner owner) {
		assertThat(run(stack, owner,
				"""
						const { announce } = await import('/app/lib/dom.js');
						const announced = async () => { await settled(); return document.getElementById('announce').textContent; };
						announce('done');
						const texts = [await announced()];
						await router.go('job');
						texts.push(await announced());
						announce('gone');
						await router.go('history');
						texts.push(await announced());
						return texts;"""))
			.isEqualTo(List.of("done", "", "gone"));
	}

	@Test
	void opensTheViewThatTheAddressNames(Stack stack, Owner owner) {
		assertThat(run(stack, owner, """
				await router.open(() => router.go('job'));
				location.hash = '#main';
				await settled();
				location.hash = '#/history';
				await settled();
				location.hash = '';
				await settled();
				return log;""")).isEqualTo(
				List.of("mount job api", "unmount job", "mount history api", "unmount history", "mount job api"));
	}

	@Test
	void writesOnlyTheViewIntoTheAddress(Stack stack, Owner owner) {
		assertThat(run(stack, owner, """
				await router.go('history');
				const addresses = [location.hash];
				await settled();
				await router.go('job', { id: 'secret' });
				await settled();
				return [...addresses, location.pathname + location.search + location.hash, ...log];"""))
			.isEqualTo(List.of("#/history", "/", "mount history api", "unmount history", "mount job api secret"));
	}

	@Test
	void writesParametersAndQueryIntoTheAddress(Stack stack, Owner owner) {
		assertThat(run(stack, owner,
				"""
						await router.go('people', { id: '7', query: { sort: '-since', name: 'é&', empty: '' } });
						const addresses = [location.hash];
						await settled();
						router.setQuery({ sort: 'name' }, { replace: true });
						addresses.push(location.hash, router.addressOf('people', { id: 8 }), router.addressOf('people'), router.addressOf('nobody'));
						return [...addresses, ...log];"""))
			.isEqualTo(Arrays.asList("#/rooms/7/people?sort=-since&name=%C3%A9%26", "#/rooms/7/people?sort=name",
					"#/rooms/8/people", null, null, "mount people api 7 sort=-since&name=%C3%A9%26&empty="));
	}

	@Test
	void tellsAViewThatOnlyTheQueryHasChanged(Stack stack, Owner owner) {
		assertThat(run(stack, owner, """
				await router.open(() => router.go('job'));
				location.hash = '#/rooms/7/people?sort=a';
				await settled();
				router.setQuery({ sort: 'b' });
				await settled();
				history.back();
				await settled();
				location.hash = '#/rooms/8/people?sort=a';
				await settled();
				return log;""")).isEqualTo(List.of("mount job api", "unmount job", "mount people api 7 sort=a",
				"update people a", "unmount people", "mount people api 8 sort=a"));
	}

	@Test
	void keepsTheAddressBesideThatOfAPlace(Stack stack, Owner owner) {
		assertThat(run(stack, owner, """
				await router.go('history');
				location.hash = '#main';
				await settled();
				return [location.hash, ...log];""")).isEqualTo(List.of("#/history", "mount history api"));
	}

	@Test
	void showsTheViewThatWasOpenedLast(Stack stack, Owner owner) {
		assertThat(run(stack, owner, """
				await Promise.all([router.go('history'), router.go('job')]);
				return log;""")).isEqualTo(List.of("mount job api"));
	}

	@Test
	void keepsTheCurrentViewIfTheNextCannotBeLoaded(Stack stack, Owner owner) {
		assertThat(run(stack, owner, """
				await router.go('job');
				await router.go('missing').catch(() => {});
				return [...log, outlet.textContent];""")).isEqualTo(List.of("mount job api", "not loaded", "job"));
	}

	private static Object run(Stack stack, Owner owner, String script) {
		return owner.open(stack.parts().gateway().url()).run("async () => {" + TWO_VIEWS + script + "}");
	}

}
