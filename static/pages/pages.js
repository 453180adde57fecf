// What saves a click; every act works without it.
