"""The values of flow files: shapes, durations, schedules, telephones, prompts, expectations."""
