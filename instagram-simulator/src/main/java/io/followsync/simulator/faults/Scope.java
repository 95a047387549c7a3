package io.followsync.simulator.faults;

/** Where a kind of fault can strike. */
enum Scope {

	ANYWHERE("strikes anything"), PAGES("strikes followers, following and look only"),
	WALKS("strikes followers and following only"),
	LATER_PAGES("strikes followers and following only, from page 2 on: page 1 has no cursor");

	private final String meaning;

	Scope(String meaning) {
		this.meaning = meaning;
	}

	boolean covers(FaultyList list, int page) {
		return switch (this) {
			case ANYWHERE -> true;
			case PAGES -> list.isWalk() || list == FaultyList.LOOK;
			case WALKS -> list.isWalk();
			case LATER_PAGES -> list.isWalk() && page > 1;
		};
	}

	String meaning() {
		return this.meaning;
	}

}
