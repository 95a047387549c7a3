package io.followsync.acceptance.page;

import com.microsoft.playwright.options.ColorScheme;

/** The size and theme of a window. */
record Look(String name, int width, int height, ColorScheme theme) {

	static final Look WIDE = new Look("wide", 1280, 900, ColorScheme.LIGHT);

	static final Look TABLET = new Look("tablet", 820, 1100, ColorScheme.LIGHT);

	static final Look PHONE = new Look("phone", 390, 844, ColorScheme.LIGHT);

	/** A window of 1280 by 1024 at 400 %. */
	static final Look ZOOMED = new Look("zoomed", 320, 256, ColorScheme.LIGHT);

	Look dark() {
		return new Look(this.name, this.width, this.height, ColorScheme.DARK);
	}

	@Override
	public String toString() {
		return this.name + ((this.theme == ColorScheme.DARK) ? "-dark" : "-light");
	}

}
