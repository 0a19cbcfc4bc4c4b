"""The pages of requisitions."""
