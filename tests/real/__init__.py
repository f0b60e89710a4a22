"""Component packages that others wrote, from npm: every component is rendered, and everything on it tapped."""
