import './meeting.ts';
import './panel.ts';
